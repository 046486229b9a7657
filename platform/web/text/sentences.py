"""One sentence with `code`, $math$ and **bold**; everything else is text, and escaped."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from web.text.typography import typeset

_TOKEN = re.compile(
    r"(?P<code>`[^`]+`)|(?P<math>\$[^$]+\$)|(?P<bold>\*\*(?=\S).+?(?<=\S)\*\*)",
    re.DOTALL,
)
_WHOLE = 20
_LONG = mark_safe(' class="long"')


def code(text: str) -> SafeString:
    """Code in a line; a short one is not broken: ``--a-`` in two halves is another path."""
    return format_html("<code{}>{}</code>", _LONG if len(text) > _WHOLE else "", text)


def sentence(text: str, language: str) -> SafeString:
    """Safe inline HTML of ``text``."""
    pieces: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        pieces.append(escape(typeset(text[end : match.start()], language)))
        pieces.append(_marked(match, language))
        end = match.end()
    pieces.append(escape(typeset(text[end:], language)))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece is escaped)


def _marked(match: re.Match[str], language: str) -> SafeString:
    inner = match.group()
    if match.lastgroup == "code":
        return code(inner[1:-1])
    if match.lastgroup == "math":
        return format_html('<span class="tex">{}</span>', inner[1:-1])
    return format_html("<b>{}</b>", sentence(inner[2:-2], language))
