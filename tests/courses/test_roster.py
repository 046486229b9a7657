"""Reading a pasted roster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.roster import MAX_LINES, Line, read

NAMES = st.from_regex(r"[A-ZÉÀ][a-zéèç]{1,12}( [A-Z][a-zï'-]{1,12}){0,2}", fullmatch=True)
LOCALS = st.from_regex(r"[a-z][a-z0-9]{0,10}(\.[a-z]{1,8})?", fullmatch=True)
PEOPLE = st.lists(st.tuples(NAMES, LOCALS), max_size=12, unique_by=lambda pair: pair[1])


def one(text: str) -> Line:
    (line,) = read(text)
    return line


@pytest.mark.parametrize(
    "text",
    [
        "Inès Caradec, ines@univ.fr",
        "Inès Caradec,INES@Univ.fr",
        "Inès Caradec;ines@univ.fr",
        "Inès Caradec\tines@univ.fr",
        "ines@univ.fr, Inès Caradec",
        "Inès\tCaradec\tines@univ.fr",
        "Inès Caradec <ines@univ.fr>",
        '"Inès Caradec" <ines@univ.fr>,',
        '"Inès Caradec","ines@univ.fr"',
        "  Inès   Caradec ,  ines@univ.fr  ",
        "\ufeffInès Caradec, ines@univ.fr\r\n",
        "Nom;Prénom;Adresse électronique\nCaradec;Inès;ines@univ.fr",
        "Prénom,Nom,Groupe,Courriel\nInès,Caradec,G2,ines@univ.fr",
        "Full name\tE-mail address\nInès Caradec\tines@univ.fr",
        "EMAIL;NAME\nines@univ.fr;Inès Caradec",
        "Nom complet;Email\nInès Caradec <ines@univ.fr>",
    ],
)
def test_the_ways_people_write_a_list(text: str) -> None:
    assert (one(text).name, one(text).email) == ("Inès Caradec", "ines@univ.fr")


def test_an_address_alone_gives_a_name_to_begin_with() -> None:
    assert one("ines.caradec2@univ.fr").name == "Ines Caradec"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Inès Caradec", "There is no e-mail address."),
        ("a@univ.fr, b@univ.fr", "There is more than one e-mail address."),
        ("Inès, ines@@univ.fr", "This e-mail address cannot be right."),
        ("Inès, ines@univ", "This e-mail address cannot be right."),
        ("x" * 600 + "@univ.fr", "This line is too long."),
        ("Nom;Email\nCaradec;", "There is no e-mail address."),
    ],
)
def test_what_cannot_be_read_says_why(text: str, problem: str) -> None:
    assert (str(one(text).problem), one(text).email) == (problem, "")


def test_the_same_address_twice_counts_once() -> None:
    first, second = read("Inès, ines@univ.fr\n\nInès C., INES@univ.fr")
    assert first.email == "ines@univ.fr"
    assert (second.number, str(second.problem)) == (3, "The same address as line 1.")


def test_a_list_without_end_is_cut_with_a_word() -> None:
    lines = read("\n".join(f"s{number}@univ.fr" for number in range(MAX_LINES + 3)))
    assert [bool(line.problem) for line in lines].count(True) == 3


@given(st.text(max_size=300))
def test_whatever_is_pasted_each_line_ends_one_way(text: str) -> None:
    for line in read(text):
        assert bool(line.email) != bool(line.problem)
        assert bool(line.email) == bool(line.name)


@given(PEOPLE, st.sampled_from([", ", ",", ";", "\t"]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_what_was_written_is_read(people: list[tuple[str, str]], mark: str, end: str) -> None:
    text = end.join(f"{name}{mark}{local}@univ.fr" for name, local in people)
    assert [(line.name, line.email) for line in read(text)] == [
        (name, f"{local}@univ.fr") for name, local in people
    ]


@given(PEOPLE, st.permutations(["name", "email", "group"]), st.sampled_from(",;\t"))
def test_a_head_line_tells_the_columns(
    people: list[tuple[str, str]], order: list[str], mark: str
) -> None:
    head = mark.join(order)
    rows = [
        mark.join(
            {"name": name, "email": f"{local}@univ.fr", "group": "G2"}[kind] for kind in order
        )
        for name, local in people
    ]
    assert [(line.name, line.email) for line in read("\n".join([head, *rows]))] == [
        (name, f"{local}@univ.fr") for name, local in people
    ]
