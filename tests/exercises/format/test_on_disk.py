"""Folders on disk that nobody should have: each refusal names the file and the rule."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.format import FormatErrors, bounds, load_folder
from tests.exercises.cli.commands import exercise, written
from tests.exercises.format.folders import numeric


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "dense", numeric())


def add(folder: Path, path: str, data: bytes = b"x") -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)


def link_to_a_file(folder: Path) -> None:
    add(folder, "data/student/x")
    (folder / "data/student/hosts").symlink_to("/etc/hosts")


def link_to_a_folder(folder: Path) -> None:
    (folder / "figures").symlink_to("/etc")


def link_that_leads_nowhere(folder: Path) -> None:
    (folder / "solution.fr.md").symlink_to("nothing")


def link_for_the_exercise(folder: Path) -> None:
    (folder / "exercise.yaml").rename(folder.parent / "elsewhere.yaml")
    (folder / "exercise.yaml").symlink_to("../elsewhere.yaml")


def pipe(folder: Path) -> None:
    add(folder, "data/student/x")
    os.mkfifo(folder / "data/student/pipe")


def ten_thousand_files(folder: Path) -> None:
    (folder / "data/student").mkdir(parents=True)
    for number in range(10_000):
        (folder / f"data/student/f{number}").touch()


def hundred_megabytes(folder: Path) -> None:
    add(folder, "data/student/weights.npy")
    os.truncate(folder / "data/student/weights.npy", 100 * 2**20)


def many_megabytes(folder: Path) -> None:
    for number in range(5):
        add(folder, f"data/student/w{number}.npy")
        os.truncate(folder / f"data/student/w{number}.npy", bounds.MAX_FILE - 1)


def two_names_of_one(folder: Path) -> None:
    add(folder, "data/student/Model.py")
    add(folder, "data/student/model.py")


def library_name(folder: Path) -> None:
    add(folder, "data/judge/numpy.py")


def library_folder(folder: Path) -> None:
    add(folder, "data/student/torch/nn.py")


def start_hook(folder: Path) -> None:
    add(folder, "data/student/hook.pth")


def device_of_another_system(folder: Path) -> None:
    add(folder, "data/student/aux.csv")


def right_to_left(folder: Path) -> None:
    add(folder, "figures/\u202egvs.exe")


def backslash(folder: Path) -> None:
    add(folder, "a\\..\\up.md")


def not_unicode(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_bytes(b"x")


def link_not_unicode(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).symlink_to("/etc")


def too_deep(folder: Path) -> None:
    add(folder, "data/student/" + "d/" * 40 + "x")


HOSTILE: list[tuple[Callable[[Path], None], str, str]] = [
    (link_to_a_file, "data/student/hosts", "link"),
    (link_to_a_folder, "figures", "link"),
    (link_that_leads_nowhere, "solution.fr.md", "link"),
    (link_for_the_exercise, "exercise.yaml", "link"),
    (pipe, "data/student/pipe", "link"),
    (ten_thousand_files, "dense", "too-many-files"),
    (hundred_megabytes, "data/student/weights.npy", "too-large"),
    (many_megabytes, "data/student/w1.npy", "too-large"),
    (two_names_of_one, "data/student/model.py", "same-but-case"),
    (library_name, "data/judge/numpy.py", "shadows"),
    (library_folder, "data/student/torch/nn.py", "shadows"),
    (start_hook, "data/student/hook.pth", "hooks-python"),
    (device_of_another_system, "data/student/aux.csv", "path-odd"),
    (right_to_left, "'figures/\\u202egvs.exe'", "path-odd"),
    (backslash, "a\\..\\up.md", "path-outside"),
    (not_unicode, "'\\udcff.md'", "path-odd"),
    (link_not_unicode, "'\\udcff.md'", "link"),
    (too_deep, "data/student/" + "d/" * 40 + "x", "path-too-deep"),
]


@pytest.mark.parametrize(
    ("spoil", "file", "rule"), HOSTILE, ids=[spoil.__name__ for spoil, *_ in HOSTILE]
)
def test_a_refusal_names_the_file_and_the_rule(
    folder: Path, spoil: Callable[[Path], None], file: str, rule: str
) -> None:
    spoil(folder)
    with pytest.raises(FormatErrors) as caught:
        load_folder(folder)
    found = {(p.file, p.said.id.removeprefix("format.")) for p in caught.value.problems}
    assert (file if file != "dense" else str(folder), rule) in found


@pytest.mark.parametrize(
    "spoil", [link_to_a_file, ten_thousand_files, not_unicode, link_not_unicode, library_name]
)
def test_the_command_line_refuses_with_a_sentence(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(folder)
    ran = exercise("check", folder)
    assert ran.code == 1
    ran.out.encode()  # a name that is no text must not end the report
    assert "Traceback" not in ran.out + ran.err
    assert "FAILED" in ran.out
