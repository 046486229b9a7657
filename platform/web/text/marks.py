"""Verdict marks and stairs: shape first, then word, then colour."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from web.text.icons import icon

MAX_STEPS = 12
MOST_STEPS = 24
"""Of a stair whose steps are things done, not points: as many as there are, up to so many."""


@dataclass(frozen=True)
class Mark:
    """One way a verdict looks: icon, colour class, word."""

    icon: str
    css: str
    word: str | Promise


RIGHT = Mark("check", "is-right", pgettext_lazy("verdict", "right"))
PART = Mark("half", "is-part", pgettext_lazy("verdict", "partial"))
WRONG = Mark("cross", "is-wrong", pgettext_lazy("verdict", "wrong"))
NOTE = Mark("free", "is-note", pgettext_lazy("verdict", "free of charge"))
UNKNOWN = Mark("dash", "is-note", pgettext_lazy("verdict", "not graded"))

MARKS: dict[str, Mark] = {
    "right": RIGHT,
    "part": PART,
    "wrong": WRONG,
    "note": NOTE,
    # outcomes of a part
    "passed": Mark("check", "is-right", pgettext_lazy("test", "passed")),
    "partial": PART,
    "failed": Mark("cross", "is-wrong", pgettext_lazy("test", "failed")),
    "error": Mark("cross", "is-wrong", pgettext_lazy("test", "error")),
    "refused": Mark("cross", "is-wrong", pgettext_lazy("test", "refused")),
    "crashed": Mark("cross", "is-wrong", pgettext_lazy("test", "crashed")),
    "time": Mark("clock", "is-wrong", pgettext_lazy("test", "time limit")),
    "memory": Mark("cross", "is-wrong", pgettext_lazy("test", "memory limit")),
    "processes": Mark("cross", "is-wrong", pgettext_lazy("test", "process limit")),
    "output": Mark("cross", "is-wrong", pgettext_lazy("test", "too much output")),
    "not-run": Mark("dash", "is-note", pgettext_lazy("test", "not run")),
    # on the way
    "expected": Mark("ring", "", pgettext_lazy("test", "waiting")),
    "queued": Mark("hourglass", "is-ink", _("in the queue")),
    "running": Mark("arc", "is-ink spin", _("being graded")),
    "hidden": Mark("lock", "", pgettext_lazy("test", "hidden")),
    # a question or an item
    "unanswered": Mark("ring", "", _("no answer")),
    "begun": Mark("seed", "is-ink", _("begun")),
    "graded": Mark("check", "is-right", _("graded")),
    "awaiting-person": Mark("person", "is-note", _("to be read")),
    "malformed": NOTE,
    "not-runnable": Mark("free", "is-note", pgettext_lazy("verdict", "did not load")),
    "ask": Mark("free", "is-note", pgettext_lazy("verdict", "two readings")),
    "undecided": Mark("free", "is-note", pgettext_lazy("verdict", "undecided")),
    "ours": Mark("warn", "is-note", _("our failure")),
    "late": Mark("clock", "is-part", _("late")),
    "changed": Mark("undo", "is-note", _("changed")),
    "excused": Mark("dash", "is-note", _("excused")),
    "follows": Mark("arrow", "is-part", pgettext_lazy("line", "follows")),
    "broken": Mark("broken", "is-wrong", pgettext_lazy("line", "broke here")),
    "not-equal": Mark("broken", "is-wrong", pgettext_lazy("line", "not equal")),
    "repeat": Mark("dash", "is-note", pgettext_lazy("line", "again")),
    "back": Mark("check", "is-right", pgettext_lazy("line", "back")),
    "shape": NOTE,
    "syntax": NOTE,
    "unknown-symbol": NOTE,
    "equal": Mark("check", "is-right", pgettext_lazy("line", "equal")),
}


def of(outcome: str) -> Mark:
    """The mark of ``outcome``; an outcome this page does not know is shown as not graded."""
    return MARKS.get(outcome, UNKNOWN)


def mark(outcome: str, word: str = "") -> SafeString:
    """Icon and word of ``outcome``; ``word`` replaces the usual one."""
    look = of(outcome)
    spin = "spin" if "spin" in look.css else ""
    css = look.css.replace(" spin", "")
    return format_html(
        '<span class="mark {}">{} <span>{}</span></span>', css, icon(look.icon, css=spin),
        word or look.word,
    )  # fmt: skip


def sign(outcome: str, label: str = "") -> SafeString:
    """Only the icon of ``outcome``, named by its word or by ``label``."""
    look = of(outcome)
    return icon(look.icon, label=label or str(look.word), css=look.css)


def share(points: int, maximum: int) -> str:
    """The mark of a score: right, part or wrong; ``unanswered`` where nothing could be won."""
    if maximum <= 0:
        return "unanswered"
    return "right" if points >= maximum else "part" if points > 0 else "wrong"


def stair(points: int, maximum: int, most: int = MAX_STEPS) -> SafeString:
    """The small stair of a score, one step a point, at most ``most``. Thousandths both."""
    if maximum <= 0:
        return SafeString("")
    count = min(max(round(maximum / 1000), 1), most)
    shape = '<rect class="{}" x="{}" y="{}" width="9" height="{}"/>'
    rises = [_rise(index, count) for index in range(count)]
    steps = format_html_join("", shape, (
        (_state(i, count, points, maximum), f"{0.5 + 11 * i:.1f}", f"{25.5 - r:.1f}", f"{r:.1f}")
        for i, r in enumerate(rises)
    ))  # fmt: skip
    return format_html(
        '<svg class="steps" viewBox="0 0 {} 26" aria-hidden="true">{}</svg>',
        11 * count + 1,
        steps,
    )


def _state(index: int, count: int, points: int, maximum: int) -> str:
    """``on`` when the whole step is earned, ``half`` when a part of it is."""
    earned = points * count - index * maximum
    return "on" if earned >= maximum else "half" if earned > 0 else ""


def _rise(index: int, count: int) -> float:
    """Height of a step: from 5 (or the whole, for a single one) up to 25."""
    return 25.0 if count == 1 else 5 + 20 * (index + 1) / count
