"""A verdict on its way: parts appear as they are done; reloading loses none of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.student import VERDICT_MS, Student, source

pytestmark = pytest.mark.browser
JACOBIAN = "gradients/jacobian-sigmoid-layer/code/jacobian/reference.py"
SLOW = """
import time
_quick = jacobian
def jacobian(A, v):
    time.sleep(0.7)
    return _quick(A, v)
"""


def test_parts_are_shown_as_they_are_done(arrive: Callable[..., Student]) -> None:
    """The list fills while the code runs, also after a reload; then the verdict stands there."""
    ines = arrive()
    ines.start()
    ines.go("jacobian-sigmoid-layer")
    ines.write_code("jacobian", source(JACOBIAN) + SLOW)
    ines.submit("jacobian")
    rows = ines.page.locator("#v-jacobian [data-tests] li")
    expect(rows.first).to_be_visible(timeout=VERDICT_MS)
    expect(ines.page.locator("#v-jacobian [data-count]")).to_contain_text("tests finished")
    ines.page.reload()
    expect(rows.first).to_be_visible(timeout=VERDICT_MS)
    ines.expect_full_marks("jacobian")
