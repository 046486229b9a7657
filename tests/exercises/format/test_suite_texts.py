"""Texts in a suite: what students read there is complete too."""

import pytest

from tests.exercises.format.folders import CODE_YAML, SUITE, code, told

BOTH = CODE_YAML.replace("languages: [en]", "languages: [fr, en]")
HEAD = "from graders.sdk import check, suite\n\n"
TEST = "def doubles(student):\n    check.equal(student.double(3), 6)\n\n"
OTHER = "@suite.test(points=1)\ndef negative(student):\n    check.equal(student.double(-2), -4)\n"


def suite(before: str, test: str = TEST) -> dict[str, bytes]:
    return code(exercise=BOTH, suite=HEAD + before + test + OTHER)


@pytest.mark.parametrize(
    "decorator",
    [
        '@suite.test(points=1, title={"fr": "Doubles"})\n',
        '@suite.test(1, {"fr": "Doubles"})\n',
        '@suite.test(points=1, hint={"fr": "Deux fois"})\n',
        'TITLE = {"fr": "Doubles"}; mark = suite.test(points=1, title=TITLE)\n@mark\n',
        '@suite.test(1, {"fr": f"Doubles {3}"})\n',
    ],
)
def test_a_text_that_lacks_a_language(decorator: str) -> None:
    assert told(suite(decorator)) == ["language-missing@code/double/suite.py:3"]


def test_a_sentence_of_a_check() -> None:
    said = TEST.replace(", 6)", ', 6, say={"en": "Twice."})')
    assert told(suite("@suite.test(points=1)\n", said)) == [
        "language-missing@code/double/suite.py:5"
    ]


def test_a_language_that_there_is_not() -> None:
    title = '{"fr": "Doubles", "en": "Doubles", "de": "Doppelte"}'
    assert told(suite(f"@suite.test(1, {title})\n")) == ["language-unknown@code/double/suite.py:3"]


@pytest.mark.parametrize(
    "before",
    [
        '@suite.test(1, {"fr": "Doubles", "en": "Doubles"})\n',
        '@suite.test(1, "f(3)")\n',
        "@suite.test(points=1)\n",
        'data = {"en": 3, "k": [1]}\n@suite.test(points=1)\n',
        'data = {"fr": 3}\n@suite.test(points=1)\n',
    ],
)
def test_what_is_complete_or_no_text(before: str) -> None:
    assert told(suite(before)) == []


def test_a_formula_in_a_title() -> None:
    assert told(suite("@suite.test(1, r'Size $\\frac{n$')\n")) == ["tex@code/double/suite.py:3"]


def test_one_language_is_enough_where_one_is_declared() -> None:
    titled = SUITE.replace("points=1)", 'points=1, title={"en": "Twice"})', 1)
    assert told(code(suite=titled)) == []
