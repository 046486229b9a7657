"""A figure of a folder as SVG that may stand inside a page: an allow-list, written out anew.

What comes out has only elements and attributes named here, no script, no style, no address
but of its own ids; so the template may trust it. Ids get the prefix ``OWN``, which the
caller replaces: the same figure stands twice on a page, once to fill in and once marked.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

OWN = "gradus-own-"
MAX_BYTES = 100_000
MAX_ELEMENTS = 2_000
_DEEPEST = 40
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "title", "desc", "defs", "marker", "clipPath", "linearGradient", "stop", "use",
})  # fmt: skip
_ATTRIBUTES = frozenset({
        "viewBox", "id", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy",
        "d", "points", "width", "height", "transform", "fill", "fill-opacity", "fill-rule",
        "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
        "stroke-opacity", "opacity", "color", "font-family", "font-size", "font-style",
        "font-weight", "text-anchor", "dominant-baseline", "baseline-shift", "letter-spacing",
        "marker-start", "marker-mid", "marker-end", "markerWidth", "markerHeight", "markerUnits",
        "refX", "refY", "orient", "clip-path", "gradientUnits", "offset", "stop-color",
        "stop-opacity", "href", "vector-effect", "class", "role", "aria-hidden", "aria-label",
        "aria-labelledby", "preserveAspectRatio",
})  # fmt: skip
_DROPPED = frozenset({"class", "role", "aria-hidden", "aria-label", "aria-labelledby"})
_TO_OWN = re.compile(r"url\(\s*#([\w.-]+)\s*\)")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_BOX = re.compile(rf"\s*({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")


class SvgError(Exception):
    """The figure cannot be used; ``reason`` is the end of a message id, ``what`` its subject."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(f"{reason} {what}")
        self.reason = reason
        self.what = what[:60]


@dataclass(frozen=True)
class Figure:
    """``box``: x, y, width, height of the view box; ``body``: what stands inside ``<svg>``."""

    box: tuple[float, float, float, float]
    body: str


def read(data: bytes | str) -> Figure:
    """The figure, made safe. Raises ``SvgError``."""
    text = _decoded(data)
    if len(text) > MAX_BYTES:
        raise SvgError("large")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # before parsing: entities multiply
        raise SvgError("doctype")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 (no DTD gets here)
    except (ElementTree.ParseError, ValueError) as error:
        raise SvgError("broken", str(error)) from None
    if root.tag != f"{_NAMESPACE}svg":
        raise SvgError("not-svg", _name(root.tag))
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise SvgError("large")
    body = [escape(root.text or ""), *(_written(child, 1) for child in root)]
    shared = "".join(_attribute(*pair) for pair in root.attrib.items() if _inherited(pair[0]))
    inside = "".join(body)
    return Figure(_box(root), f"<g{shared}>{inside}</g>" if shared else inside)


def _decoded(data: bytes | str) -> str:
    try:
        return data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SvgError("broken", "UTF-8") from None


def _box(root: ElementTree.Element) -> tuple[float, float, float, float]:
    match = _BOX.fullmatch(root.get("viewBox", ""))
    if match is None or not (0 < float(match[3]) < 1e5 and 0 < float(match[4]) < 1e5):
        raise SvgError("view-box")
    return float(match[1]), float(match[2]), float(match[3]), float(match[4])


def _inherited(name: str) -> bool:
    """Whether an attribute of the root also means something on a group."""
    return name.startswith(("fill", "stroke", "font", "text-anchor", "color"))


def _written(element: ElementTree.Element, depth: int) -> str:
    name = _name(element.tag)
    if name not in _ELEMENTS or depth > _DEEPEST:
        raise SvgError("element", name)
    attributes = "".join(_attribute(key, value) for key, value in element.attrib.items())
    inside = escape(element.text or "") + "".join(_written(e, depth + 1) for e in element)
    return f"<{name}{attributes}>{inside}</{name}>{escape(element.tail or '')}"


def _name(tag: object) -> str:
    """The name without its namespace; a comment or an instruction has none."""
    return tag.removeprefix(_NAMESPACE) if isinstance(tag, str) else "?"


def _attribute(name: str, value: str) -> str:
    bare = "href" if name.endswith("}href") else name
    if bare.startswith("{"):  # an editor's own notes
        return ""
    if bare not in _ATTRIBUTES:
        raise SvgError("attribute", bare)
    if bare in _DROPPED:  # the page's own classes and names are not the figure's to use
        return ""
    if bare == "id":
        value = OWN + value
    elif bare == "href":
        if not value.startswith("#"):
            raise SvgError("outside", value)
        value = f"#{OWN}{value[1:]}"
    value = _TO_OWN.sub(rf"url(#{OWN}\1)", value)
    if re.search(r"url\(", _TO_OWN.sub("", value)) or re.search(r"\\|javascript:|data:", value):
        raise SvgError("outside", value)
    return f" {bare}={quoteattr(value)}"
