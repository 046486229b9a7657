"""A picture as HTML."""

from collections.abc import Callable, Mapping
from typing import Any

from django.template import loader
from django.utils import translation
from django.utils.safestring import SafeString

from web.pictures import beam_tree, ctc_lattice, gradient_norm, lstm_cell
from web.pictures.directive import Directive
from web.pictures.parts import filled
from web.text.typography import typeset

_CONTEXTS: Mapping[str, Callable[[Mapping[str, Any], str], dict[str, Any]]] = {
    "gradient-norm": gradient_norm.context,
    "beam-tree": beam_tree.context,
    "ctc-lattice": ctc_lattice.context,
    "lstm-cell": lstm_cell.context,
}


def drawn(picture: Directive, language: str) -> SafeString:
    """The figure in the reader's language; its script is named, and loaded only with it."""
    return loader.render_to_string(f"web/pictures/{picture.name}.html", _context(picture, language))


def in_words(picture: Directive, language: str) -> str:
    """What stands for the picture where there is only text."""
    found = _context(picture, language)
    return f"{found['title']}. {found['said']}"


def _context(picture: Directive, language: str) -> dict[str, Any]:
    with translation.override(language):
        found = _CONTEXTS[picture.name](picture.values, language)
    for key in ("title", "alt"):
        found[key] = typeset(found[key], language)
    found["say"] = {key: filled(text, {}, language) for key, text in found.get("say", {}).items()}
    return {**found, "name": picture.name, "language": language,
            "module": f"dist/pictures/{picture.name}.js"}  # fmt: skip
