"""The figure of a diagram as the page shows it, with a lettered mark at each place."""

from typing import Any

from graders.kinds.diagram.svg import OWN

SIZE = 0.022
"""Radius of a mark as a share of the longer side of the view box."""


def figure(prepared: dict[str, Any], where: str) -> dict[str, Any]:
    """What the template needs to draw it; ``where`` makes its ids its own on the page.

    ``body`` is safe markup: ``svg.read`` made it.
    """
    left, top, width, height = prepared["box"]
    radius = SIZE * max(width, height)
    return {
        "box": f"{left:g} {top:g} {width:g} {height:g}",
        "body": prepared["body"].replace(OWN, f"d-{prepared['id']}-{where}-"),
        "radius": f"{radius:.4g}",
        "font": f"{1.25 * radius:.4g}",
        "drop": f"{0.42 * radius:.4g}",
        "places": [
            {
                "id": place["id"],
                "letter": place["letter"],
                "x": f"{place['x']:g}",
                "y": f"{place['y']:g}",
            }
            for place in prepared["places"]
        ],
    }


def across(prepared: dict[str, Any], x: float) -> str:
    """How far from the left, in hundredths of the width."""
    left, _, width, _ = prepared["box"]
    return f"{100 * (x - left) / width:.2f}"


def down(prepared: dict[str, Any], y: float) -> str:
    """How far from the top, in hundredths of the height."""
    _, top, _, height = prepared["box"]
    return f"{100 * (y - top) / height:.2f}"
