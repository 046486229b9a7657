"""Dates and times in the voice of Gradus: « mardi 24 novembre à 14 h 36 »."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext

from web.text import language
from web.text.typography import NBSP


def clock(moment: datetime) -> str:
    """The time of day: 14 h 36 in French, 2:36 pm in English."""
    local = _local(moment)
    if language.current() == "fr":
        minutes = f"{NBSP}{local.minute:02d}" if local.minute else ""
        return f"{local.hour}{NBSP}h{minutes}"
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02d}{NBSP}{half}"


def day(moment: datetime | date, today: date | None = None) -> str:
    """The day: today, tomorrow, yesterday, or its name; the year only where it is not this one."""
    local = _local(moment).date() if isinstance(moment, datetime) else moment
    today = today or timezone.localdate()
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    distance = (local - today).days
    if distance in near:
        return near[distance]
    number = "1er" if local.day == 1 and language.current() == "fr" else str(local.day)
    name = f"{WEEKDAYS[local.weekday()]} {number}{NBSP}{MONTHS[local.month]}"
    return name if local.year == today.year else f"{name} {local.year}"


def full(moment: datetime, today: date | None = None) -> str:
    """Day and time of day."""
    return gettext("%(day)s at %(time)s") % {
        "day": day(moment, today),
        "time": clock(moment),
    }


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
