"""Markdown of statements and solutions to safe HTML.

Raw HTML is off; images come from our own paths only; headings start at level 3, below
the page's own; a wide table scrolls by itself; the result passes nh3 a second time.
Formulas stay TeX source in ``.tex`` elements: the browser sets them, and without
script they can still be read.
"""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from web.text.sentences import code
from web.text.typography import typeset

_CLASSES = {"tex", "tex tex-block", "scroll", "scroll figure", "data", "code", "long"}
_TAGS = {
    *(
        "p",
        "em",
        "strong",
        "s",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "br",
        "hr",
    ),
    *("h3", "h4", "h5", "h6", "div", "span", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "span": {"class"}, "ol": {"start"},
    "div": {"class"}, "table": {"class"}, "pre": {"class"}, "code": {"class"},
    "th": {"class"}, "td": {"class"},
}  # fmt: skip
_ALIGNED = {
    "text-align:left": "",
    "text-align:center": "mid",
    "text-align:right": "end",
}


def prose(text: str, language: str, base: str = "") -> SafeString:
    """HTML of the Markdown ``text``; relative image paths are read below ``base``."""
    html = _PARSER.render(text, {"language": language, "base": base})
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer",
    )  # fmt: skip
    return mark_safe(clean)  # noqa: S308 (raw HTML is off, then nh3)


def own_path(source: str, base: str = "") -> str | None:
    """The path of an image on this site, or None: nothing is loaded from elsewhere."""
    if base and source and not source.startswith("/") and ":" not in source:
        source = base.rstrip("/") + "/" + source
    bad = not source.startswith("/") or source.startswith("//") or "\\" in source or ".." in source
    return None if bad else source


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if value in _CLASSES | {"mid", "end"} else None
    if tag == "img" and name == "src":
        return own_path(value)
    return value


def _polish(state: StateCore) -> None:
    """Core rule: no-break spaces in running text, headings two levels down, no empty heads."""
    for place, token in enumerate(state.tokens):
        if token.type == "th_open" and not state.tokens[place + 1].content.strip():
            token.tag = state.tokens[place + 2].tag = "td"  # an empty head names nothing
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        for child in token.children or ():
            if child.type == "text":
                child.content = typeset(child.content, state.env.get("language", ""))


def _math(inline: bool) -> Any:
    def render(
        _: RendererHTML, tokens: Sequence[Token], index: int, *__: OptionsDict | EnvType
    ) -> str:
        source = tokens[index].content.strip()
        if inline:
            return format_html('<span class="tex">{}</span>', source)
        return format_html('<div class="tex tex-block">{}</div>\n', source)

    return render


def _image(
    _: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    source = own_path(str(token.attrGet("src") or ""), str(env.get("base", "")))
    if source is None:  # what may not be loaded is told, not hidden
        return escape(token.content)
    picture = '<span class="scroll figure"><img src="{}" alt="{}"></span>'
    return format_html(picture, source, token.content)


def _code(_: RendererHTML, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return code(tokens[index].content)


def _fence(_: RendererHTML, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return format_html('<pre class="code"><code>{}</code></pre>\n', tokens[index].content)


def _cell(_: RendererHTML, tokens: Sequence[Token], index: int, *__: Any) -> str:
    token = tokens[index]
    css = _ALIGNED.get(str(token.attrGet("style") or ""), "")
    return format_html('<{} class="{}">', token.tag, css) if css else f"<{token.tag}>"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_labels=False, double_inline=True)
    parser.core.ruler.push("polish", _polish)
    rules = {
        "math_inline": _math(inline=True),
        "math_inline_double": _math(inline=False),
        "math_block": _math(inline=False),
        "image": _image,
        "code_inline": _code,
        "fence": _fence,
        "code_block": _fence,
        "th_open": _cell,
        "td_open": _cell,
        "table_open": lambda *_: '<div class="scroll"><table class="data">\n',
        "table_close": lambda *_: "</table></div>\n",
    }
    for name, rule in rules.items():
        parser.add_render_rule(name, rule)
    return parser


_PARSER = _parser()
