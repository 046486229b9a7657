"""Texts: languages, values, questions, figures."""

import pytest

from tests.exercises.format.folders import edited, numeric, told

EN = "statement.en.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[n]] [[?count]]", []),
        ("[[k]] [[?count]]", ["name-unknown@statement.en.md:1"]),
        ("one\n\n[[ n ]]\n[[?count]]", ["placeholder-odd@statement.en.md:3"]),
        ("[[n+1]] [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("[[2*n]] [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("$x = [[ 2 * n]]$ [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("[[(n + 1)/2]] [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("[[2^10]] [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("[[n:.2f]] [[?count]]", ["placeholder-odd@statement.en.md:1"]),
        ("[[-1]] and $t \\in [[1, n]]$ [[?count]]", []),
        ("[[?the count]] [[?count]]", ["placeholder-open@statement.en.md:1"]),
        ("{[[n]} [[?count]]", ["placeholder-bracket@statement.en.md:1"]),
        ("so [n]] [[?count]]", ["placeholder-bracket@statement.en.md:1"]),
        ("[[n], [m]] and `[[n]` and A[n] [[?count]]", []),
        ("[[?count]", ["question-missing@statement.en.md:0", "placeholder-open@statement.en.md:1"]),
        ("`np.array([[1, 2], [3, 4]])` [[?count]]", []),
        ("[[?count]]\n[[?count]]", ["question-twice@statement.en.md:2"]),
        ("nothing", ["question-missing@statement.en.md:0"]),
        (
            "[[?cuont]]",
            ["question-missing@statement.en.md:0", "question-unknown@statement.en.md:1"],
        ),
        ("$x [[?count]]", ["dollar@statement.en.md:1"]),
        ("costs \\$5, `$HOME` [[?count]]", []),
        ("$a$ and $$b$$ [[?count]]", []),
        ("![](figures/a.svg) [[?count]]", ["figure-alt@statement.en.md:1"]),
        ("![a](figures/b.svg) [[?count]]", ["figure-missing@statement.en.md:1"]),
        ("![a](https://x.org/b.svg) [[?count]]", ["figure-outside@statement.en.md:1"]),
        ("  \n", ["empty-file@statement.en.md:0"]),
    ],
)
def test_a_statement(text: str, expected: list[str]) -> None:
    files = numeric(**{EN: text, "figures/a.svg": "<svg/>"})
    assert told(files) == expected


def test_a_missing_and_an_undeclared_language() -> None:
    assert told(edited("title: {fr: Couche, en: Layer}", "title: {fr: Couche}")) == [
        "language-missing@exercise.yaml:4"
    ]
    files = edited("languages: [fr, en]", "languages: [fr]")
    assert set(told(files)) == {
        "language-undeclared@exercise.yaml:4",
        "language-undeclared@exercise.yaml:20",
        "file-language@statement.en.md:0",
    }


def test_a_sentence_names_known_values() -> None:
    files = edited("[[m]] are missing.", "[[mm]] are missing.")
    assert told(files) == ["name-unknown@exercise.yaml:20"]


def test_a_question_is_placed_in_the_statement_only() -> None:
    assert told(edited("[[m]] are missing.", "[[?count]]")) == ["question-here@exercise.yaml:20"]


def test_a_short_statement_stands_in_the_yaml() -> None:
    short = edited("title:", "statement: {fr: 'Oui.', en: 'Yes.'}\ntitle:")
    assert told(short) == ["text-twice@exercise.yaml:4"]
    for lang in ("fr", "en"):
        del short[f"statement.{lang}.md"]
    assert told(short) == []


def test_a_solution_stands_in_all_languages_or_in_none() -> None:
    assert told(numeric(**{"solution.fr.md": "[[weights]]"})) == [
        "solution-missing@solution.en.md:0"
    ]
    both = numeric(**{"solution.fr.md": "[[weights]]", "solution.en.md": "[[weight]]"})
    assert told(both) == ["name-unknown@solution.en.md:1"]
