from hypothesis import given
from hypothesis import strategies as st

from web.text.typography import NBSP, typeset


def test_french_puts_its_spaces() -> None:
    assert typeset("Lu : 17 300 ; oui ?", "fr") == f"Lu{NBSP}: 17{NBSP}300{NBSP}; oui{NBSP}?"
    assert typeset("« oui »", "fr") == f"«{NBSP}oui{NBSP}»"
    assert typeset("à 14 h 36", "fr") == f"à 14{NBSP}h{NBSP}36"
    assert typeset("d'abord", "fr") == "d’abord"


def test_units_stay_with_their_number() -> None:
    assert (
        typeset("Stopped after 5 s, at 256 MB.", "en") == f"Stopped after 5{NBSP}s, at 256{NBSP}MB."
    )


def test_english_keeps_its_own_spacing() -> None:
    assert typeset("Read: 17,300; really?", "en") == "Read: 17,300; really?"


def test_what_is_no_group_of_thousands_stays() -> None:
    assert typeset("en 2024 300 fois", "fr") == "en 2024 300 fois"
    assert typeset("12 essais", "fr") == f"12{NBSP}essais"


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_only_spaces_and_apostrophes_change(text: str, language: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.replace("’", "'").split())

    assert bare(typeset(text, language)) == bare(text)


@given(st.text(alphabet="«»:;?! 0123456789ah'", max_size=40))
def test_setting_twice_changes_nothing_more(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once
