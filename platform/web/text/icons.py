"""The icons: 24-unit grid, one stroke, drawn by hand. Always beside a word, or with a name."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_CIRCLE = '<circle cx="12" cy="12" r="8.5"/>'
ICONS: dict[str, str] = {
    "check": '<path d="M4 12.5l5 5L20 6.5"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "half": '<circle cx="12" cy="12" r="7"/><path d="M12 5a7 7 0 010 14z" fill="currentColor"/>',
    "ring": '<circle cx="12" cy="12" r="7"/>',
    "seed": '<circle cx="12" cy="12" r="7"/><circle cx="12" cy="12" r="2" fill="currentColor"/>',
    "arc": '<path d="M12 4a8 8 0 108 8"/>',
    "free": '<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/><path d="M12 8v5M12 16v.2"/>',
    "broken": '<path d="M5 7h14M5 17h14M15 4L9 20"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "clock": _CIRCLE + '<path d="M12 7v5l3.5 2"/>',
    "lock": '<path d="M6 11h12v9H6zM9 11V8a3 3 0 016 0v3"/>',
    "warn": '<path d="M12 4l9 16H3zM12 10v4M12 17v.2"/>',
    "hourglass": '<path d="M7 4h10M7 20h10M8 4c0 5 8 6 8 16M16 4c0 5-8 6-8 16"/>',
    "cloud": '<path d="M7 18h10a4 4 0 00.6-7.9A6 6 0 006.2 9.6 4.3 4.3 0 007 18z"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h9a6 6 0 010 12h-3"/>',
    "again": '<path d="M19 6v5h-5M19 11a7.5 7.5 0 10.4 4"/>',
    "dash": '<path d="M6 12h12"/>',
    "plus": '<path d="M12 6v12M6 12h12"/>',
    "play": '<path d="M8 5l10 7-10 7z"/>',
    "pencil": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c1-5 4-6.5 7-6.5s6 1.5 7 6.5"/>',
    "people": '<circle cx="9" cy="8" r="3.2"/><path d="M3 19c.8-4.5 3.4-6 6-6s5.2 1.5 6 6"/>'
    '<path d="M15.5 5.200a3 3 0 010 5.600M17 13.500c2.3.6 3.6 2.3 4 5.5"/>',
    "file": '<path d="M7 3h7l4 4v14H7zM14 3v4h4"/>',
    "folder": '<path d="M3 7h6l2 2h10v10H3z"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "theme": _CIRCLE + '<path d="M12 3.5v17M12 7l6 1.8M12 11.5h8.4M12 16l6-.8"/>',
    "upload": '<path d="M12 16V4M7 9l5-5 5 5M4 16v4h16v-4"/>',
    "download": '<path d="M12 4v12M7 11l5 5 5-5M4 16v4h16v-4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "eye": '<path d="M2.5 12C5 8 8.3 6 12 6s7 2 9.5 6c-2.5 4-5.8 6-9.5 6s-7-2-9.5-6z"/>'
    '<circle cx="12" cy="12" r="2.5"/>',
    "key": '<circle cx="8" cy="12" r="4"/><path d="M12 12h9M18 12v4"/>',
    "link": '<path d="M10 14l4-4M8 11l-3 3a3.5 3.5 0 005 5l3-3M16 13l3-3a3.5 3.5 0 00-5-5l-3 3"/>',
    "copy": '<path d="M9 9h11v11H9zM5 15H4V4h11v1"/>',
    "sheet": '<path d="M5 3h14v18H5zM9 3v18M11.5 8H17M11.5 12H17M11.5 16H17"/>',
    "hint": '<path d="M9 17h6M10 20h4M8 13.500a5.5 5.5 0 118 0c-.8.9-1 1.7-1 3.500H9'
    'c0-1.8-.2-2.6-1-3.500z"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4 6h.2M4 12h.2M4 18h.2"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
}


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """The icon ``name`` as inline SVG; with ``label`` it is named, else hidden from readers.

    Raises ``KeyError`` for a name that is not drawn: a template's mistake, found by its test.
    """
    classes = f"icon {css}".strip()
    shape = mark_safe(ICONS[name])  # noqa: S308 (our own constant)
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 24 24">{}</svg>',
            classes, label, shape,
        )  # fmt: skip
    return format_html(
        '<svg class="{}" aria-hidden="true" viewBox="0 0 24 24">{}</svg>',
        classes,
        shape,
    )
