"""The library has an exercise for every row of the material, and docs/course.md says which."""

from pathlib import Path

import pytest

from tests.exercises.library.coverage import Row, exercises, page, rows

ITEMS, PROGRAMS = 136, 69
SHARED = 6
"""Slugs that are an item and a program at once."""


def test_the_material_has_as_many_rows_as_it_should() -> None:
    items = [row.slug for row in rows() if row.item != "code"]
    programs = [row.slug for row in rows() if row.item == "code"]
    assert (len(items), len(programs)) == (ITEMS, PROGRAMS)
    assert len(set(items) & set(programs)) == SHARED
    assert len(set(items)) == ITEMS
    assert len(set(programs)) == PROGRAMS


def test_the_library_has_the_rows_and_nothing_else() -> None:
    asked = {row.slug for row in rows()}
    there = set(exercises())
    assert asked - there == set()
    assert there - asked == set()


@pytest.mark.parametrize("row", [row for row in rows() if row.item == "code"], ids=lambda r: r.slug)
def test_a_program_asks_for_a_program(row: Row) -> None:
    kinds = {question["kind"] for question in exercises()[row.slug]["questions"]}
    assert kinds & {"code", "notebook"}


def test_the_page_is_what_make_course_writes() -> None:
    assert Path("docs/course.md").read_text(encoding="utf-8") == "".join(page())
