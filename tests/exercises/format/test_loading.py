"""Loading a folder: everything wrong at once, each with its place, or one exercise."""

from pathlib import Path

import pytest

from exercises.format import FormatErrors, load_files, load_folder
from exercises.format.problems import said
from tests.exercises.format.folders import code, edited, numeric, problems, told

LIBRARY = Path("exercises/library")


def test_normalises() -> None:
    definition = load_files(numeric()).definition
    assert definition["title"] == {"fr": "Couche", "en": "Layer"}
    assert definition["variants"] == {"deploy": 4, "fixed": {"sheet": {"n": 64, "m": 10}}}
    assert definition["questions"][0]["points"] == 2500
    assert definition["let"] == {"weights": "n*m"}
    assert definition["statement"]["en"].startswith("A layer from [[n]]")


def test_a_plain_text_serves_every_language() -> None:
    definition = load_files(edited("title: {fr: Couche, en: Layer}", "title: RNN")).definition
    assert definition["title"] == {"*": "RNN"}


def test_defaults_are_written_out() -> None:
    files = edited("variants:\n  deploy: 4\n  fixed: {sheet: {n: 64, m: 10}}\n", "")
    files["exercise.yaml"] = files["exercise.yaml"].replace(b"    points: 2.5\n", b"")
    definition = load_files(files).definition
    assert definition["variants"] == {"deploy": 50, "fixed": {}}
    assert definition["questions"][0]["points"] == 1000


def test_the_bundle_keeps_the_order_of_parameters() -> None:
    files = edited("  n: {integer: [20, 90]}\n  m:", "  z: {integer: [20, 90]}\n  m:")
    files["exercise.yaml"] = files["exercise.yaml"].replace(b"[n]", b"[z]").replace(b"n*m", b"z*m")
    files["exercise.yaml"] = files["exercise.yaml"].replace(b"{n: 64", b"{z: 64")
    for lang in ("fr", "en"):
        files[f"statement.{lang}.md"] = b"[[z]]"
    parameters = load_files(files).bundle.definition["parameters"]
    assert isinstance(parameters, dict)
    assert list(parameters) == ["z", "m"]


def test_a_question_that_is_not_placed_follows_the_statement() -> None:
    files = numeric(**{"statement.fr.md": "Texte.", "statement.en.md": "Text."})
    assert load_files(files).definition["statement"]["en"] == "Text.\n\n[[?count]]\n"


def test_the_starter_goes_into_the_definition() -> None:
    question = load_files(code()).definition["questions"][0]
    assert question["starter"].startswith("def double")


def test_all_errors_at_once_each_with_its_place() -> None:
    files = numeric(**{"statement.en.md": None, "statement.fr.md": "a\n[[q]]\n[[?who]]"})
    yaml = files["exercise.yaml"].decode()
    yaml = yaml.replace("topics", "x").replace("title:", "titel:").replace("n*m", "n*k")
    files["exercise.yaml"] = yaml.encode()
    files["data/student/numpy.py"] = b""
    assert told(files) == [
        "shadows@data/student/numpy.py:0",
        "missing-key@exercise.yaml:1",
        "unknown-key-near@exercise.yaml:4",
        "formula-name@exercise.yaml:9",
        "statement-missing@statement.en.md:0",
        "name-unknown@statement.fr.md:2",
        "question-unknown@statement.fr.md:3",
    ]


def test_sentences_in_both_languages() -> None:
    (problem,) = problems(edited("deploy: 4", "deplay: 4"))
    assert str(problem) == (
        "exercise.yaml:11:3: The key `deplay` is unknown. Did you mean `deploy`?"
    )
    assert problem.text("fr").endswith("La clé `deplay` est inconnue. Vouliez-vous dire `deploy` ?")


def test_the_slug_is_the_name_of_the_folder() -> None:
    assert told(numeric(), slug="dense") == []
    assert told(numeric(), slug="other") == ["slug-folder@exercise.yaml:2"]


def test_without_exercise_yaml() -> None:
    assert told({"statement.fr.md": b"x"}) == ["no-exercise@exercise.yaml:0"]
    assert told({}) == ["no-exercise@exercise.yaml:0"]


@pytest.mark.parametrize(
    "yaml", [b"", b"[1, 2]", b"a: [1", b"\xff\xfe", b"null", b"x", b"a: &a [*a]", b"questions: 3"]
)
def test_what_is_no_exercise_is_refused_with_a_sentence(yaml: bytes) -> None:
    found = problems({**numeric(), "exercise.yaml": yaml})
    assert found
    assert all(len(str(problem)) > 20 for problem in found)


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "dense"
    folder.mkdir()
    for path, data in numeric().items():
        (folder / path).write_bytes(data)
    load_folder(folder)
    (folder / "solution.fr.md").symlink_to("/etc/passwd")
    with pytest.raises(FormatErrors) as caught:
        load_folder(folder)
    assert [p.said for p in caught.value.problems] == [said("link")]


def test_noise_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "dense"
    (folder / ".cache" / "deep").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    for path, data in numeric().items():
        (folder / path).write_bytes(data)
    for noise in (".cache/deep/x", "__pycache__/a.pyc", ".DS_Store", "exercise.yaml~"):
        (folder / noise).write_bytes(b"noise")
    assert "exercise.yaml~" not in load_folder(folder).bundle.files


@pytest.mark.parametrize("folder", sorted(p.parent for p in LIBRARY.rglob("exercise.yaml")))
def test_the_bundled_library_loads(folder: Path) -> None:
    assert load_folder(folder).slug == folder.name
