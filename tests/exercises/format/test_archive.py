"""Uploaded zips: what is hostile is refused, nothing is written anywhere."""

import io
import stat
import struct
import warnings
import zipfile

import pytest

from exercises.format import FormatErrors, bounds, load_files
from exercises.format.archive import read_zip
from tests.exercises.format.folders import member, numeric, zipped


def refused(data: bytes) -> list[str]:
    with pytest.raises(FormatErrors) as caught:
        read_zip(data)
    return [problem.said.id.removeprefix("format.") for problem in caught.value.problems]


def made(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # names that stand twice are meant
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.mark.parametrize("folder", ["", "dense", "any-name"])
def test_a_folder_comes_back_as_it_was(folder: str) -> None:
    files = read_zip(zipped(numeric(), folder))
    assert files == numeric()
    assert load_files(files).slug == "dense"


def test_noise_of_systems_is_passed_over() -> None:
    files = {**numeric(), "__MACOSX/._exercise.yaml": b"x", ".DS_Store": b"x"}
    assert read_zip(zipped(files)) == numeric()


@pytest.mark.parametrize(
    "name",
    ["../evil", "a/../../evil", "/etc/cron.d/x", "C:\\x", "a\\..\\b", "data/student/a\nb",
     "data/student/\u202egnp.svg", "a/" * 8 + "deep"],
)  # fmt: skip
def test_names_that_lead_elsewhere(name: str) -> None:
    assert refused(made((name, b"x")))[0].startswith("path-")


def test_a_name_cut_by_nul_is_not_believed() -> None:
    data = made(("exercise.yamlX.md", b"format: 1"))
    assert refused(data.replace(b"exercise.yamlX.md", b"exercise.yaml\0.md")) == ["path-odd"]


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFBLK])
def test_links_and_devices(mode: int) -> None:
    assert refused(made((member("data/student/x", mode | 0o777), b"/etc/passwd"))) == [
        "zip-special"
    ]


def test_duplicates_plain_and_case_folded() -> None:
    assert refused(made(("a.md", b"1"), ("a.md", b"2"))) == ["zip-twice"]
    assert refused(made(("a.md", b"1"), ("A.md", b"2"))) == ["same-but-case"]


def test_a_bomb_by_ratio() -> None:
    assert refused(made(("data/student/zeros", bytes(4 * 2**20)))) == ["zip-bomb"]


def test_sizes_are_counted_and_not_believed() -> None:
    data = made(("data/student/x", bytes(range(256)) * 40 * 1024))
    assert refused(data) == ["too-large"]
    # the directory claims one byte; what is read must not pass as that file
    lying = bytearray(made(("data/student/x", bytes(range(256)) * 1024)))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 1)
    assert refused(bytes(lying)) == ["zip-broken"]


def test_too_many_files() -> None:
    members = [(f"data/student/f{i}", b"") for i in range(bounds.MAX_FILES + 1)]
    assert refused(made(*members)) == ["too-many-files"]


def test_a_whole_too_large() -> None:
    assert refused(bytes(bounds.MAX_ZIP + 1)) == ["zip-too-large"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", zipped(numeric())[:200]])
def test_what_is_no_zip(data: bytes) -> None:
    assert refused(data) == ["zip-broken"]


def test_an_encrypted_member() -> None:
    data = bytearray(made(("a.md", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + offset] |= 1
    assert refused(bytes(data)) == ["zip-encrypted"]
