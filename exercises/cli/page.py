"""A variant as a page of its own: one file with its style and figures, to send or to print."""

import base64
import mimetypes
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from exercises.cli import remarks
from exercises.cli.shown import text
from exercises.format import Loaded
from exercises.format.texts import QUESTION_PLACE
from exercises.statements import substitute, written
from graders.contracts import MadeVariant
from graders.kinds import REGISTRY
from web.text.language import localized

_PAGE = Path(__file__).with_name("page.html")
_BUILT = "platform/web/static/dist"
_FONT = re.compile(r'url\("?\./(fonts/[\w.-]+)"?\)')
_BASE = "/-/"
"""Where figures stand before their bytes are put in."""


def standalone(loaded: Loaded, variant: MadeVariant, language: str) -> str:
    """The page as HTML."""
    with translation.override(language):
        context = {
            "language": language,
            "title": text(loaded.definition["title"], language, loaded.slug),
            "where": variant.name or f"seed {variant.seed}",
            "css": _css(),
            "math": _math(),
            "pieces": _pieces(loaded, variant, language),
            "solution": _prose(loaded, "solution", variant, language),
            "fixed": remarks.fixed(loaded, language),
        }
        page = Engine.get_default().from_string(_PAGE.read_text(encoding="utf-8"))
        return _with_figures(page.render(Context(context)), loaded)


def _css() -> SafeString:
    """The site's style sheet with its fonts, where it has been built; a plain page otherwise."""
    css = _built("app.css")

    def inline(match: re.Match[str]) -> str:
        font = settings.ROOT / _BUILT / match[1]
        return f'url("{_data_uri(match[1], font.read_bytes())}")' if font.is_file() else match[0]

    return mark_safe(_FONT.sub(inline, css).replace("</", "<\\/"))  # noqa: S308 (our own)


def _math() -> SafeString:
    """What sets formulas, where it has been built; their source can be read otherwise."""
    return mark_safe(_built("math.js").replace("</script", "<\\/script"))  # noqa: S308 (our own)


def _built(name: str) -> str:
    path = settings.ROOT / _BUILT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _data_uri(name: str, data: bytes) -> str:
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def _pieces(loaded: Loaded, variant: MadeVariant, language: str) -> list[dict[str, Any]]:
    statement = localized(loaded.definition["statement"], language)
    pieces: list[dict[str, Any]] = []
    filled = QUESTION_PLACE.split(substitute(statement, variant.values, language))
    for index, piece in enumerate(filled):
        if index % 2:
            pieces.append(_question(loaded, variant, piece, language))
        elif piece.strip():
            pieces.append({"html": written(piece, language, _BASE)})
    return pieces


def _question(loaded: Loaded, variant: MadeVariant, id_: str, language: str) -> dict[str, Any]:
    prepared, written = variant.questions[id_], remarks.question_of(loaded, id_)
    kind = REGISTRY[prepared["kind"]]
    return {
        "id": id_,
        "points": prepared.get("points", prepared.get("max", 0)),
        "title": remarks.title(written, language),
        "template": f"kinds/{prepared['kind']}/input.html",
        "q": kind.render(prepared, None, language),
        "solution": kind.explain(prepared, language).get("text", ""),
        "reference": _reference(loaded, id_),
        "hints": remarks.hints(written, variant, language),
        "remarks": remarks.remarks(written, variant, language),
    }


def _reference(loaded: Loaded, id_: str) -> str:
    path = f"code/{id_}/reference.py"
    return loaded.bundle.text(path) if path in loaded.bundle.files else ""


def _prose(loaded: Loaded, part: str, variant: MadeVariant, language: str) -> SafeString | str:
    words = loaded.definition.get(part)
    if not words:
        return ""
    return written(
        substitute(localized(words, language), variant.values, language), language, _BASE
    )


def _with_figures(html: str, loaded: Loaded) -> str:
    for path, data in loaded.bundle.under("figures").items():
        html = html.replace(f'src="{_BASE}figures/{path}"', f'src="{_data_uri(path, data)}"')
    return html
