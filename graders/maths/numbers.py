"""Reading a typed number, as people of several countries write it.

In an *integer* question a space, an apostrophe, a comma or a point before groups of exactly
three digits groups thousands. In a *real* question a comma is a decimal mark, unless it
might group thousands as well: ``1,234`` then has two readings, and somebody has to ask. A
point is a decimal mark (``1.234.567`` can only group). Both read ``3.8208e4``, ``10^-3``,
``3,5 × 10⁻⁷``, ``3/8`` and arithmetic such as ``ln(5)``.

A value travels as its canonical text: ``17300``, ``3/8``, ``1.6094379124341003``.
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from graders.contracts import Json, Message
from graders.maths.scalar import ExpressionError, Number, evaluate
from graders.maths.typed import plain

MAX_TYPED = 200
NumberKind = Literal["integer", "real"]

_NUMBER = re.compile(
    r"(?<![A-Za-z\d_.,'])"
    r"(?P<digits>(?:\d+(?:[ .,']\d+)*[.,]?)|(?:[.,]\d+))(?P<power>[eE][+-]?\d+)?"
)
_DECIMAL = re.compile(
    r"(?:\d+|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)(?:[.,]\d*)?|[.,]\d+"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_TENFOLD = re.compile(r" ?[*×·⋅] ?10 ?(?:\^|\*\*)")
"""After a mantissa: nobody groups the thousands of one."""
_INFINITE = frozenset({"nan", "inf", "infinity", "infini", "∞"})
_SAYS = {
    "maths.zero-division": "number.zero-division",
    "maths.undefined": "number.undefined",
    "maths.too-large": "number.too-large",
}
_EXACT_FLOAT = 2**53


@dataclass(frozen=True)
class Reading:
    """What was read: one value, or several ``values`` to choose from, or a ``problem``."""

    values: tuple[Number, ...] = ()
    problem: Message | None = None

    @property
    def value(self) -> Number | None:
        """The value, where there is exactly one."""
        return self.values[0] if len(self.values) == 1 else None


def read(raw: Any, kind: NumberKind) -> Reading:
    """Read a raw answer: any JSON, of any size. Never raises."""
    text = _text(raw)
    if isinstance(text, Message):
        return Reading(problem=text)
    written = plain(text)
    if not written:
        return Reading(problem=Message("number.empty"))
    if written.lower().lstrip("+-") in _INFINITE:
        return Reading(problem=Message("number.not-finite"))
    forms = _forms(written, kind)
    if not forms:
        return Reading(problem=_unreadable(text, kind))
    return _evaluated(forms, text, kind)


def _text(raw: Any) -> str | Message:
    """The text to read; programs may send a JSON number."""
    if raw is None:
        return ""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return Message("number.not-text")
    if isinstance(raw, int) and raw.bit_length() > 4 * MAX_TYPED:
        return Message("number.too-long", {"limit": MAX_TYPED})
    text = raw if isinstance(raw, str) else repr(raw)
    if len(text) > MAX_TYPED:
        return Message("number.too-long", {"limit": MAX_TYPED})
    return text


def _forms(written: str, kind: NumberKind) -> list[str]:
    """The expressions that ``written`` may stand for: none, one, or with two readings two."""
    marked: list[str] = []
    grouped: list[str] = []
    end = 0
    for match in _NUMBER.finditer(written):
        powered = match["power"] is not None or _TENFOLD.match(written, match.end()) is not None
        found = _number(match["digits"], kind, powered=powered)
        if found is None:
            return []
        between = written[end : match.start()]
        end = match.end()
        for form, digits in zip((marked, grouped), found, strict=True):
            # spaces keep two numbers apart that nothing joins: that is no expression
            form += [between, " ", digits, match["power"] or "", " "]
    rest = written[end:]
    if not marked or any(c in ",'" for c in rest):
        return []
    return list(dict.fromkeys(["".join([*marked, rest]), "".join([*grouped, rest])]))


def _number(digits: str, kind: NumberKind, *, powered: bool) -> tuple[str, str] | None:
    """One number with a decimal mark and with grouped thousands; the same where it is clear."""
    decimal = _as_decimal(digits)
    grouped = _as_grouped(digits)
    if decimal is None or grouped is None:
        only = decimal or grouped
        return None if only is None else (only, only)
    if powered or (kind == "real" and "," not in digits):
        return decimal, decimal
    return (grouped, grouped) if kind == "integer" else (decimal, grouped)


def _as_decimal(digits: str) -> str | None:
    if not _DECIMAL.fullmatch(digits):
        return None
    whole, _, rest = re.sub("[ ']", "", digits).replace(",", ".").partition(".")
    return f"{whole or 0}.{rest}" if rest else whole


def _as_grouped(digits: str) -> str | None:
    if not _GROUPED.fullmatch(digits):
        return None
    group = next(mark for mark in digits if mark in ".,")
    return digits.replace(group, "").replace(",", ".")


def _evaluated(forms: list[str], text: str, kind: NumberKind) -> Reading:
    values: list[Number] = []
    problem: Message | None = None
    for form in forms:
        try:
            value = evaluate(form, {})
        except ExpressionError as error:
            said = _SAYS.get(error.said.id)
            problem = Message(said) if said else _unreadable(text, kind)
            continue
        whole = _whole(value) if kind == "integer" else value
        if whole is None:
            problem = Message("number.not-integer", {"value": shown(value)})
        elif whole not in values:
            values.append(whole)
    return Reading(tuple(values)) if values else Reading(problem=problem)


def _whole(value: Number) -> int | None:
    """``value`` as an integer, if it is one for sure."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= _EXACT_FLOAT else None
    return value.numerator if value.denominator == 1 else None


def _unreadable(text: str, kind: NumberKind) -> Message:
    return Message(f"number.unreadable-{kind}", {"typed": text})


def canonical(value: Number) -> str:
    """A value as plain text for ``exact``. The decimals of a float are those that round to it."""
    return repr(value) if isinstance(value, float) else str(value)


def exact(text: str) -> Fraction:
    """The value of a canonical text. Raises ``ValueError``."""
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(text) from None


def shown(value: Number) -> Json:
    """A value as a parameter of a message: a number where JSON has it, else its text."""
    if isinstance(value, int):
        return value if abs(value) < _EXACT_FLOAT else str(value)
    if isinstance(value, float):
        return value
    if _terminates(value.denominator) and (found := _as_float(value)):
        return found
    text = canonical(value)
    return text if len(text) <= 20 else _as_float(value) or text[:20]


def _as_float(value: Fraction) -> float:
    """The nearest float; 0.0 where there is none."""
    try:
        found = float(value)
    except OverflowError:
        return 0.0
    return found if math.isfinite(found) else 0.0


def _terminates(denominator: int) -> bool:
    """Whether the decimals of a fraction with this denominator end."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def label(value: Number) -> str:
    """A reading to choose, in every language: ``1234``, ``1.234 (≈ 1)``."""
    if isinstance(value, int):
        return str(value)
    return f"{float(value):.12g} (≈ {round(value)})"
