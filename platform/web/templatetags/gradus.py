"""``{% load gradus %}``: what every template of Gradus writes with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from web.text import icons, language, marks, moments, numbers, plots, sentences, values
from web.text import markdown as md
from web.text.typography import typeset

register = template.Library()
QUOTED = 160
"""Characters of a line of code, or of an exception, that a list quotes."""
_TAG = re.compile(r"(<[^<>]*>)")

register.simple_tag(icons.icon, name="icon")
register.simple_tag(marks.mark, name="mark")
register.simple_tag(marks.sign, name="sign")


@register.filter
def localize(text: object) -> str:
    """The form of a text by language for this reader."""
    return language.localized(text)


@register.filter
def prose(text: object, base: str = "") -> SafeString:
    """Block Markdown with $math$; ``base``: where relative image paths are read."""
    return md.prose(language.localized(text), language.current(), base)


@register.filter
def sentence(text: object) -> SafeString:
    """Inline: `code`, $math$ and **bold**; all else is escaped."""
    return sentences.sentence(language.localized(text), language.current())


@register.filter(name="typeset", is_safe=True)
def typeset_filter(text: object) -> str:
    """Text with the spaces of the reader's language; tags in it stay as they are."""
    pieces = _TAG.split(language.localized(text))
    pieces[::2] = [typeset(piece, language.current()) for piece in pieces[::2]]
    return "".join(pieces)


@register.filter
def num(value: object, digits: int = 6) -> str:
    """A number in the reader's notation."""
    return numbers.number(value, language.current(), digits)


@register.filter
def points(milli: object) -> str:
    """Thousandths of a point as points."""
    return numbers.points(milli, language.current())


@register.filter
def share(earned: int | None, maximum: int) -> str:
    """The mark that a score deserves: ``right``, ``part``, ``wrong`` or ``unanswered``."""
    return "unanswered" if earned is None else marks.share(earned, maximum)


@register.filter
def keyed(entries: object, key: object) -> Any:
    """The entry under ``key``: of a mapping, or of parts, each of which has a ``key``."""
    if isinstance(entries, Mapping):
        return entries.get(key)
    if isinstance(entries, Iterable) and not isinstance(entries, str):
        return next((entry for entry in entries if _of(entry, "key") == key), None)
    return None


@register.filter
def first_missed(parts: Sequence[Any]) -> Any:
    """The part to tell in full: the first that ran and is not passed, else one that did not run."""
    missed = [part for part in parts if _of(part, "outcome") != "passed"]
    ran = [part for part in missed if _of(part, "outcome") != "not-run"]
    return next(iter(ran or missed), None)


@register.filter
def passed(parts: Sequence[Any]) -> int:
    """How many parts were passed."""
    return sum(_of(part, "outcome") == "passed" for part in parts)


@register.filter
def weighed(parts: Sequence[Any]) -> bool:
    """Whether there are points to be had: a free run has none."""
    return any(_of(part, "max") for part in parts)


def _of(part: Any, name: str) -> Any:
    """A field of a part, which is a view object or plain data."""
    return part[name] if isinstance(part, dict) else getattr(part, name)


@register.simple_tag
def stair(earned: int | None, maximum: int, *, things: bool = False) -> SafeString:
    """The stair alone; the figure must stand beside it. ``things``: each step is one thing."""
    most = marks.MOST_STEPS if things else marks.MAX_STEPS
    return marks.stair(earned or 0, maximum or 0, most)


@register.inclusion_tag("web/components/score.html")
def score(earned: int | None, maximum: int) -> dict[str, Any]:
    """Stair and figure of a score: « 5 sur 6 »."""
    return {"points": earned, "max": maximum}


@register.filter
def aligned(milli: int | None, places: int = 1) -> SafeString:
    """Points for a right-aligned column: unseen decimals align it by the decimal mark."""
    text, ghost = numbers.aligned(milli, language.current(), places)
    if not ghost:
        return format_html("{}", text)
    return format_html('{}<span class="ghost" aria-hidden="true">{}</span>', text, ghost)


@register.inclusion_tag("web/components/detail.html")
def detail(found: dict[str, Any], source: object = "") -> dict[str, Any]:
    """One typed detail of a part: ``matrices``, ``inputs``, ``shape``, ``plot``, ``place``.

    ``source``: the code that was submitted, whose lines are quoted.
    """
    drawn: dict[str, Any] = {"type": found.get("type"), "detail": found}
    if found.get("type") == "matrices":
        at = found.get("at") or []
        drawn["want"], drawn["got"] = values.pair(
            found["expected"], found["got"], at, language.current()
        )
    elif found.get("type") == "inputs":
        drawn["values"] = [
            (value["name"], values.shown(value, language.current())) for value in found["values"]
        ]
    elif found.get("type") == "shape":
        drawn["want"], drawn["got"] = map(values.shape, (found["expected"], found["got"]))
    elif found.get("type") == "plot":
        drawn["drawn"] = plots.picture(found, language.current())
    elif found.get("type") in ("traceback", "place"):
        text = source if isinstance(source, str) else ""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        drawn["frames"] = [_quoted(one, lines) for one in found.get("frames", [found])]
    return drawn


def _quoted(frame: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    """A frame with the line it names, as far as it is to be read at a glance."""
    at = frame.get("line") or 0
    text = lines[at - 1].strip()[:QUOTED] if 0 < at <= len(lines) else ""
    return {**frame, "text": text}


@register.filter
def raised(details: Iterable[dict[str, Any]]) -> str:
    """What the code's own exception says, its first line; empty where it raised none."""
    for found in details:
        told = found.get("type") == "traceback" and "same" not in found
        if told and str(found.get("text") or "").strip():
            return str(found["text"]).strip().splitlines()[0][:QUOTED]
    return ""


@register.filter
def to_open(details: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The details that are worth opening: an error that was told before is not, nor its inputs."""
    if not any("same" in found for found in details):
        return list(details)
    return [found for found in details if found.get("type") not in ("traceback", "inputs")]


@register.filter
def not_run(parts: Sequence[Any], first: Any = None) -> list[Any]:
    """The parts that did not run, where there are several besides ``first``: they are folded."""
    found = [part for part in parts if _of(part, "outcome") == "not-run" and part != first]
    return found if len(found) > 1 else []


@register.filter
def ranked(parts: Sequence[Any], order: str) -> list[Any]:
    """Parts by the place of what they are (``details.0.why``) in ``order``, words with spaces."""
    words = order.split()
    places = {word: place for place, word in enumerate(words)}

    def place(part: Any) -> int:
        details = _of(part, "details")
        return places.get(str(details[0].get("why")) if details else "", len(words))

    return sorted(parts, key=place)


@register.simple_tag
def moment(value: datetime | None, style: str = "full") -> str:
    """A date in voice. ``style``: ``full`` (day and time), ``day`` or ``time``."""
    if value is None:
        return ""
    write = {"full": moments.full, "day": moments.day, "time": moments.clock}[style]
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), write(value))


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget of a form field with our class and its links to help and error."""
    plain = isinstance(field.field.widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple)
    described = " ".join(
        [f"{field.id_for_label}_help"] * bool(field.help_text)
        + [f"{field.id_for_label}_error"] * bool(field.errors)
    )
    attributes: dict[str, Any] = {"class": "tick" if plain else "input"}
    if described:
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one check box, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)
