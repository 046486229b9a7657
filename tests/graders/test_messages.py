"""Messages become sentences in the reader's language and notation."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders import messages
from graders.contracts import Json, Message
from graders.messages import catalogue, localize, number, render


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {
        "t.read": {"fr": "Lu : {value}.", "en": "Read as {value}."},
        "t.math": {"fr": "$h^{(1)}_{t}$ vaut {value}.", "en": "$h^{(1)}_{t}$ is {value}."},
        "t.typed": {"*": "{typed:code}"},
        "t.tries": {"fr": "{n} {n|essai|essais}", "en": "{n} {n|try|tries}"},
        "t.worth": {"*": "{milli:points}"},
        "t.list": {"*": "{names}"},
    }
    monkeypatch.setattr(messages, "catalogue", lambda: entries)


def say(name: str, language: str, **params: Json) -> str:
    return render(Message(f"t.{name}", params), language)


@pytest.mark.usefixtures("said")
def test_numbers_are_written_in_the_readers_notation() -> None:
    assert say("read", "fr", value=17300) == "Lu : 17\u202f300."
    assert say("read", "en", value=17300) == "Read as 17,300."
    assert say("read", "fr", value=0.5) == "Lu : 0,5."


@pytest.mark.usefixtures("said")
def test_braces_of_tex_stay() -> None:
    assert say("math", "en", value=3) == "$h^{(1)}_{t}$ is 3."


@pytest.mark.usefixtures("said")
def test_foreign_text_is_one_bounded_line_of_code() -> None:
    assert say("typed", "en", typed="a`b\n$x$") == "`aˋb $x$`"
    assert len(say("typed", "en", typed="9" * 10**6)) < 250


@pytest.mark.usefixtures("said")
def test_a_noun_follows_its_number() -> None:
    assert [say("tries", "fr", n=n) for n in (0, 1, 2)] == ["0 essai", "1 essai", "2 essais"]
    assert [say("tries", "en", n=n) for n in (0, 1, 2)] == ["0 tries", "1 try", "2 tries"]


@pytest.mark.usefixtures("said")
def test_points_and_lists() -> None:
    assert say("worth", "fr", milli=2500) == "2,5"
    assert say("list", "fr", names=[{"fr": "Noyau", "en": "Kernel"}, 1500]) == "Noyau, 1\u202f500"


def test_an_authors_sentence_names_values_of_the_variant() -> None:
    text = {"fr": "Taille [[n_h]], $[[n_h]]$, `[[n_h]]`, [[m]].", "en": "Size [[n_h]]."}
    message = Message("author.text", {"text": text, "values": {"n_h": 12000}})
    assert render(message, "fr") == "Taille 12\u202f000, $12\\,000$, `12000`, [[m]]."
    assert render(message, "en") == "Size 12,000."


def test_an_authors_sentence_in_one_language_serves_all() -> None:
    assert render(Message("author.text", {"text": {"*": "Biais."}}), "en") == "Biais."


def test_an_unknown_id_is_shown_and_nothing_breaks() -> None:
    assert render(Message("no.such", {"a": 1}), "fr") == "no.such"


def test_texts_fall_back_to_all_languages_then_english_then_any() -> None:
    assert localize({"fr": "a", "en": "b"}, "fr") == "a"
    assert localize({"*": "c", "en": "b"}, "fr") == "c"
    assert localize({"en": "b", "de": "d"}, "fr") == "b"
    assert localize({"de": "d"}, "fr") == "d"
    assert localize("plain", "fr") == "plain"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (-17300, "−17\u202f300", "−17,300"),
        (1234567.5, "1\u202f234\u202f568", "1,234,568"),
        (0.1 + 0.2, "0,3", "0.3"),
        (Fraction(3, 8), "0,375", "0.375"),
        (1e-7, "10⁻⁷", "10⁻⁷"),
        (2.5e-7, "2,5\u00a0×\u00a010⁻⁷", "2.5\u00a0×\u00a010⁻⁷"),
        (Fraction(1, 10**400), "10⁻⁴⁰⁰", "10⁻⁴⁰⁰"),
        (10**400, "10⁴⁰⁰", "10⁴⁰⁰"),
        (float("inf"), "∞", "∞"),
        (float("nan"), "NaN", "NaN"),
        (True, "True", "True"),
        ("text", "text", "text"),
    ],
)
def test_notation(value: object, french: str, english: str) -> None:
    assert number(value, "fr") == french
    assert number(value, "en") == english


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_exists_in_both_languages(language: str) -> None:
    missing = [name for name, text in catalogue().items() if not {language, "*"} & text.keys()]
    assert missing == []


def test_no_sentence_shouts() -> None:
    bare = {name: re.sub("`[^`]*`", "", " ".join(t.values())) for name, t in catalogue().items()}
    assert [name for name, said in bare.items() if "!" in said] == []


@given(st.dictionaries(st.text(max_size=5), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3), max_leaves=5), max_size=3))  # fmt: skip
def test_any_parameters_can_be_rendered(params: dict[str, Json]) -> None:
    for name in [*list(catalogue())[:20], "author.text"]:
        for language in ("fr", "en"):
            assert isinstance(render(Message(name, params), language), str)
