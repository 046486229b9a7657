"""An author's way in the terminal: new, check, preview; no test here may touch a database."""

import json
from pathlib import Path
from typing import Any

import pytest

from exercises.cli.new import kinds
from tests.exercises.cli.commands import exercise, written
from tests.exercises.format.folders import YAML, code, numeric


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


@pytest.mark.sandbox
@pytest.mark.parametrize("kind", kinds())
def test_a_new_exercise_passes_its_check(kind: str, tmp_path: Path) -> None:
    assert exercise("new", "mine", "--kind", kind, "--into", tmp_path).code == 0
    ran = exercise("check", tmp_path / "mine")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("mine: ok")


def test_new_refuses_a_bad_name_and_an_existing_folder(tmp_path: Path) -> None:
    assert exercise("new", "My Exercise", "--into", tmp_path).code == 2
    assert exercise("new", "mine", "--into", tmp_path).code == 0
    ran = exercise("new", "mine", "--into", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "exists already" in ran.err


def test_check_walks_folders_and_tells_json(tmp_path: Path) -> None:
    written(tmp_path / "a" / "dense", numeric())
    broken = written(tmp_path / "b" / "broken", numeric())
    ran = exercise("check", tmp_path, "--json")
    assert ran.code == 1
    data = json.loads(ran.out)
    assert data["state"] == "refused"
    good, bad = data["exercises"]
    assert (good["slug"], good["state"], good["score"]) == ("dense", "ready", good["max_score"])
    assert bad["state"] == "refused"
    assert bad["parts"][0]["subject"] == "exercise.yaml:2:7"
    assert broken.name in bad["parts"][0]["messages"][0]
    assert {"score", "max_score", "state", "parts"} <= data.keys()


def test_errors_are_sentences_with_file_and_line_in_the_readers_language(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric(**{"statement.en.md": "a\n[[k]] [[?count]]"}))
    ran = exercise("check", folder, "--language", "fr")
    assert ran.code == 1
    assert f"{folder}/statement.en.md:2:1: `[[k]]` n'est pas une valeur" in ran.out


def test_a_passed_check_is_kept_until_something_changes(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric())
    assert "earlier run" not in exercise("check", folder).out
    assert "earlier run" in exercise("check", folder).out
    assert "earlier run" not in exercise("check", folder, "--no-cache").out
    yaml = folder / "exercise.yaml"
    yaml.write_text(yaml.read_text().replace("fr: Couche", "fr: Couches"))
    assert "earlier run" in exercise("check", folder).out
    yaml.write_text(yaml.read_text().replace("points: 2.5", "points: 3"))
    assert "earlier run" not in exercise("check", folder).out


def test_a_failed_check_is_not_kept(tmp_path: Path) -> None:
    cases = "- {question: count, answer: '1', score: 1}\n"
    folder = written(tmp_path / "dense", numeric(**{"cases.yaml": cases}))
    for _ in range(2):
        ran = exercise("check", folder)
        assert ran.code == 1
        assert "FAILED" in ran.out
        assert "earlier run" not in ran.out


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_check_of_no_exercise(path: str, tmp_path: Path) -> None:
    ran = exercise("check", tmp_path / path)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_preview_in_the_terminal(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric())
    ran = exercise("preview", folder, "--variant", "sheet", "--language", "fr")
    assert ran.code == 0
    assert "Une couche de 64 vers 10." in ran.out
    assert "[count] numeric, 2.5 point(s)" in ran.out
    assert "650" in ran.out


@pytest.mark.parametrize("kind", ["matching", "ordering", "table"])
def test_preview_of_what_has_rows(kind: str, tmp_path: Path) -> None:
    exercise("new", "mine", "--kind", kind, "--into", tmp_path)
    ran = exercise("preview", tmp_path / "mine", "--language", "en")
    assert (ran.code, ran.err) == (0, "")
    assert f"] {kind}, " in ran.out


def test_preview_as_a_page(tmp_path: Path) -> None:
    files = numeric(
        **{
            "statement.en.md": "A layer, $[[n]]$.\n\n![A layer](figures/a.svg)\n\n[[?count]]",
            "figures/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    page = tmp_path / "page.html"
    folder = written(tmp_path / "dense", files)
    assert exercise("preview", folder, "--language", "en", "--html", page).code == 0
    html = page.read_text()
    assert '<span class="tex">64</span>' in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert "<input" in html
    body = html.partition("</article>")[0].partition("<article")[2]
    assert "[[" not in body


TITLED = YAML.replace(
    "    points: 2.5",
    "    points: 2.5\n    title: {fr: Combien, en: How many}\n"
    "    hints: [{cost: 0.25, text: {fr: 'Deux [[n]].', en: 'Think of $[[n]]$.'}}]",
)


def test_a_preview_shows_what_its_author_added(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric(exercise=TITLED))
    page = tmp_path / "page.html"
    exercise("preview", folder, "--language", "en", "--html", page)
    body = page.read_text().partition("<article")[2].partition("</article>")[0]
    for words in ("How many", "Think of", "cost 0.25", "10 are missing.", "<code>no-bias</code>"):
        assert words in body
    assert "n = 64, m = 10" in body  # the fixed variant
    assert "640" in body  # the misconception's value
    lines = exercise("preview", folder, "--language", "fr").out.splitlines()
    assert "[count] numeric, 2.5 point(s): Combien" in lines
    assert "  ? Deux 64. (cost 0.25)" in lines
    assert any(line.split() == ["!", "no-bias", "640", "Il", "manque", "10."] for line in lines)
    assert "  sheet  n = 64, m = 10" in lines


def test_the_code_of_a_question_can_be_read_without_a_server(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    given = "def double(x):\n    return x < 3\n"
    folder = written(tmp_path / "double", code(starter=given))
    assert exercise("preview", folder, "--html", page).code == 0
    html = page.read_text()
    assert '<pre class="code"><code>def double(x):\n    return x &lt; 3\n</code></pre>' in html
    assert "return x * 2" in html  # the reference
    assert "<textarea" not in html


@pytest.mark.parametrize("extra", [["--language", "de"], ["--variant", "none"], ["--seed", "-1"]])
def test_preview_of_what_there_is_not(extra: list[str], tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric())
    assert exercise("preview", folder, *extra).code == 2


def test_preview_of_a_broken_folder_tells_all(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric(exercise="format: 1\nslug: dense\n"))
    ran = exercise("preview", folder)
    assert ran.code == 2
    assert len(ran.err.splitlines()) >= 3
