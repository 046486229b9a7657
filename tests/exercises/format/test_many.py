"""Many folders are read as one by one; the first broken one stops them all."""

import shutil
from pathlib import Path

import pytest

from exercises.format import FormatErrors, load_folder, load_folders

FOLDERS = sorted(Path("exercises/library/parameters").glob("td5-*"))


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(24):
        path = tmp_path / str(number) / FOLDERS[number % len(FOLDERS)].name
        shutil.copytree(FOLDERS[number % len(FOLDERS)], path)
        made.append(path)
    return made


def test_many_are_read_as_one_by_one(many: list[Path]) -> None:
    assert load_folders(many) == [load_folder(path) for path in many]


def test_the_first_broken_one_is_told(many: list[Path]) -> None:
    (many[20] / "exercise.yaml").write_text("format: 1\nslug: [")
    with pytest.raises(FormatErrors, match=r"exercise\.yaml"):
        load_folders(many)
