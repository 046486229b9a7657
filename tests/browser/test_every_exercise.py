"""Every exercise of the library as its teacher sees it, in both languages, on a phone.

With ``GRADUS_SHOTS`` a picture of each lands there, for people to look at.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.student import Student
from tests.browser.test_contact_sheet import sideways
from tests.whole.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]
IDS = """
import json
from exercises.models import Exercise

rows = Exercise.objects.filter(course=None, current__isnull=False).order_by("topic", "slug")
print(json.dumps([[row.slug, str(row.public_id)] for row in rows]))
"""
UNSET = re.compile(r"\$|\[\[|\]\]|\{\{|\}\}|\\[a-z]{2,}|(?<!\()\bNone\b|\*\*")
"""What a reader must never see: marks that something should have been made of."""


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
def test_every_exercise_is_set_as_it_should_be(
    arrive: Callable[..., Student], gradus: Stack, tmp_path: Path, language: str
) -> None:
    folder = Path(os.environ.get("GRADUS_SHOTS", tmp_path)) / language[:2]
    folder.mkdir(parents=True, exist_ok=True)
    exercises = json.loads(gradus.manage("shell", "--no-imports", "-c", IDS).splitlines()[-1])
    assert len(exercises) > 100
    claire = arrive(
        name="Claire Morel", role="teacher", language=language,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    faults = []
    for slug, id_ in exercises:
        claire.page.goto(f"{claire.address}/preview/{id_}/")
        claire.page.wait_for_function(SET)
        if "GRADUS_SHOTS" in os.environ:
            claire.page.screenshot(path=folder / f"{slug}.png", full_page=True)
        faults += [f"{slug}: {fault}" for fault in seen(claire.page)]
    assert not faults, "\n".join(faults)


def seen(page: Page) -> list[str]:
    """What is wrong with a page at first sight."""
    found = ["scrolls sideways"] if sideways(page) else []
    broken = page.locator("main .katex-error")
    found += [f"formula {text!r}" for text in broken.all_text_contents()]
    text = page.locator("main").evaluate(PROSE)
    return found + [
        f"reads {hit.group()!r} in {around(text, hit)!r}" for hit in UNSET.finditer(text)
    ]


SET = """() => document.querySelector("main") && [...document.querySelectorAll("main .tex")]
  .every(one => one.querySelector(".katex") || !one.getClientRects().length)"""
"""Whether all formulas in sight are set."""
PROSE = """main => {
  const copy = main.cloneNode(true)
  const set = "code, pre, textarea, .cm-editor, .katex, .tex, script, svg, template"
  for (const one of copy.querySelectorAll(set)) one.remove()
  return copy.textContent
}"""
"""The words of a page, without its formulas and programs."""


def around(text: str, hit: "re.Match[str]") -> str:
    """Where it stands."""
    return " ".join(text[max(0, hit.start() - 30) : hit.end() + 30].split())
