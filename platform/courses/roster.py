"""Reading a pasted roster: what each line says, and what cannot be read and why.

One person a line: ``Name, e-mail``, ``e-mail``, ``Name <e-mail>``, or cells from a
spreadsheet (tabs, semicolons or commas; a head line is recognised). Pure: nothing here
touches the database.
"""

import csv
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.selectors import fold
from accounts.services import clean_name

MAX_LINES = 2000
MAX_LENGTH = 500
SEPARATORS = "\t;,"
ANGLES = re.compile(r"^([^<>]*)<([^<>\s]+)>[\s,;]*$")
# words of a head line, folded; what Moodle, Apogée and spreadsheets write
HEADS = {
    "email": (
        "email|e-mail|mail|courriel|adresse électronique|adresse de courriel|adresse mail"
        "|adresse e-mail|email address|e-mail address"
    ),
    "name": "name|nom complet|full name|student|étudiant|étudiante|nom et prénom|prénom et nom",
    "first": "first name|firstname|given name|prénom|prenom",
    "last": "last name|lastname|surname|family name|nom|nom de famille",
}
KINDS = {word: kind for kind, words in HEADS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Line:
    """One line of a roster: a name and an address, or the reason why there is none."""

    number: int
    text: str
    name: str = ""
    email: str = ""
    problem: str | Promise = ""


@dataclass(frozen=True)
class Head:
    """The head of a table: its separator, and which cell is what."""

    separator: str
    columns: dict[str, int]


def read(text: str) -> list[Line]:
    """Each line that is not empty, in order, without the head. Never raises."""
    numbered = enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
    rows = [(number, row.strip(" \r\n\0")) for number, row in numbered if row.strip()]
    head = read_head(rows[0][1]) if rows else None
    if head is not None:
        rows = rows[1:]
    seen: dict[str, int] = {}
    lines = []
    for number, row in rows[:MAX_LINES]:
        line = read_line(number, row, head)
        first = seen.setdefault(line.email, number) if line.email else number
        if first != number:
            twice = format_lazy(_("The same address as line {number}."), number=first)
            line = Line(number, line.text, problem=twice)
        lines.append(line)
    for number, row in rows[MAX_LINES:]:
        lines.append(
            Line(number, shortened(row), problem=_("Too many lines: paste the rest apart."))
        )
    return lines


def read_line(number: int, row: str, head: Head | None = None) -> Line:
    """What one line says."""
    if len(row) > MAX_LENGTH:
        return Line(number, shortened(row), problem=_("This line is too long."))
    fields = _fields(row, head)
    addresses = [field for field in fields if "@" in field]
    if len(addresses) != 1:
        problem = (
            _("There is more than one e-mail address.")
            if addresses
            else _("There is no e-mail address.")
        )
        return Line(number, row, problem=problem)
    email = fold(addresses[0])
    try:
        validate_email(email)
    except ValidationError:
        return Line(number, row, problem=_("This e-mail address cannot be right."))
    name = clean_name(" ".join(field for field in fields if "@" not in field))
    return Line(number, row, name=name or name_from(email), email=email)


def read_head(row: str) -> Head | None:
    """The head of a table, if this row is one: it names a column of addresses."""
    separator = _separator(row)
    columns: dict[str, int] = {}
    for index, cell in enumerate(_cells(row, separator)):
        kind = KINDS.get(fold(cell))
        if kind is not None:
            columns.setdefault(kind, index)
    return Head(separator, columns) if "email" in columns else None


def name_from(email: str) -> str:
    """A name to begin with: ``ines.caradec@…`` is Ines Caradec."""
    words = re.split(r"[._\-+\d]+", email.partition("@")[0])
    return clean_name(" ".join(word.capitalize() for word in words)) or email[:150]


def shortened(row: str) -> str:
    """Enough of a line to find it again."""
    return row if len(row) <= 80 else row[:80] + "…"


def _fields(row: str, head: Head | None) -> list[str]:
    angles = ANGLES.match(row)
    if angles:
        return [angles[1].strip(' "'), angles[2]]
    if head is None:
        return _cells(row, _separator(row))
    found = _cells(row, head.separator)
    if len(found) == 1:
        return found
    wanted = [head.columns.get(kind) for kind in ("name", "first", "last", "email")]
    return [found[index] for index in wanted if index is not None and index < len(found)]


def _separator(row: str) -> str:
    return next((mark for mark in SEPARATORS if mark in row), ",")


def _cells(row: str, separator: str) -> list[str]:
    try:
        found = next(csv.reader([row], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        found = row.split(separator)
    return [cell.strip() for cell in found]
