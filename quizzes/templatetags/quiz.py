"""``{% load quiz %}``: the few things that only pages of quizzes say."""

from django import template
from django.utils.translation import ngettext

from web.text.language import current
from web.text.numbers import points
from web.text.typography import NBSP, typeset

register = template.Library()


@register.simple_tag
def worth(milli: int) -> str:
    """Thousandths with their word: « 1 point », « 2,5 points »."""
    # French counts a plural from two on: « 1,5 point »
    count = milli // 1000 if current() == "fr" else 1 if milli == 1000 else 2
    text = ngettext("%(points)s point", "%(points)s points", count)
    return typeset(text % {"points": points(milli, current())}, current()).replace(" ", NBSP)


@register.filter
def first_name(name: str) -> str:
    """What one is greeted by."""
    return name.split(maxsplit=1)[0] if name.split() else name
