"""Every kind answered wrong, then right, in a browser, on the real processes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.student import PLACES, Student, source

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
JACOBIAN = "gradients/jacobian-sigmoid-layer/code/jacobian"
SHEET_COUNTS = {
    "rnn1.kernel": "7200", "rnn1.rec": "10 000", "rnn1.bias": "100", "rnn1.sum": "17,300",
    "rnn2.kernel": "7200", "rnn2.rec": "10000", "rnn2.bias": "100", "rnn2.sum": "17 300",
    "dense.kernel": "800", "dense.bias": "8", "dense.sum": "808", "all.sum": "35408",
}  # fmt: skip


def test_the_table_of_the_sheet(arrive: Arrive) -> None:
    """Layer 2 read with the wrong size: said where, sums keep half; then all right."""
    ines = arrive()
    ines.start()
    for cell, text in SHEET_COUNTS.items():
        ines.field("count", f"answer.{cell}").fill(text)
    ines.submit("count")
    back = ines.verdict("count")
    expect(back).to_contain_text("Layer 2 reads")
    expect(back.locator(".got.wrong")).to_have_count(1)
    expect(back.locator(".got.part")).to_have_count(2)
    ines.again("count")
    assert ines.field("count", "answer.rnn1.kernel").input_value() == "7200"
    for cell, text in {"rnn2.kernel": "10000", "rnn2.sum": "20100", "all.sum": "38208"}.items():
        ines.field("count", f"answer.{cell}").fill(text)
    ines.submit("count")
    back = ines.verdict("count")
    expect(back.locator(".got.right")).to_have_count(12)
    expect(back).to_contain_text("Answer again")
    expect(ines.question("count")).to_contain_text("try 2 of 3")


def test_a_number(arrive: Arrive) -> None:
    """Keras' count where PyTorch's was asked; a text; then the right one."""
    ines = arrive()
    ines.start()
    ines.field("pytorch").fill("many")
    ines.submit("pytorch")
    expect(ines.question("pytorch").get_by_role("alert")).to_contain_text("No try used.")
    assert ines.field("pytorch").input_value() == "many"
    ines.field("pytorch").fill("38.208")
    ines.submit("pytorch")
    expect(ines.verdict("pytorch")).to_contain_text("Keras’ count")
    ines.again("pytorch")
    ines.field("pytorch").fill("38408")
    ines.submit("pytorch")
    expect(ines.verdict("pytorch")).to_contain_text("Answer again")
    stop = ines.page.locator(f"#stop-{PLACES['td5-params-simplernn']} [role=img]")
    expect(stop).to_have_attribute("aria-label", "begun")  # the other question is still open


def test_a_choice(arrive: Arrive) -> None:
    """The reason of the option that was taken; then the right one, in French."""
    ines = arrive(language="fr-FR")
    ines.page.locator("main li").filter(has_text="TD5").get_by_role("button").first.click()
    ines.go("td5-jacobian")
    block = ines.question("formula")
    block.locator('input[value="value"]').check()
    block.get_by_role("button", name="Rendre").click()
    expect(ines.verdict("formula")).to_contain_text("Il faut la dérivée")
    block.get_by_role("link", name="Corriger ma réponse").click()
    ines.page.wait_for_url("**edit=*")
    expect(block.locator('input[value="value"]')).to_be_checked()
    block.locator('input[value="rows"]').check()
    block.get_by_role("button", name="Rendre").click()
    expect(ines.verdict("formula")).to_contain_text("Répondre de nouveau")
    expect(block.locator(".mark.is-right").first).to_be_visible()


def test_code(arrive: Arrive) -> None:
    """Free where it cannot run, a failure told in full, then every test passed."""
    ines = arrive()
    ines.start()
    ines.go("jacobian-sigmoid-layer")
    ines.write_code("jacobian", "def jacobian(A, v:\n    return A\n")
    ines.submit("jacobian")
    back = ines.verdict("jacobian")
    expect(back).to_contain_text("syntax error")
    expect(back).to_contain_text("Not counted")
    expect(ines.question("jacobian")).to_contain_text("3 tries left")
    ines.write_code("jacobian", source(f"{JACOBIAN}/starter.py"))
    ines.submit("jacobian")
    back = ines.verdict("jacobian")
    expect(back).to_contain_text("You have not written jacobian yet")
    expect(ines.question("jacobian")).to_contain_text("3 tries left")
    ines.write_code("jacobian", "def jacobian(A, v):\n    return A\n")
    ines.submit("jacobian")
    back = ines.verdict("jacobian")
    expect(back.locator(".annot.wrong, .annot.part").first).to_be_visible()
    expect(ines.question("jacobian")).to_contain_text("2 tries left")
    ines.write_code("jacobian", source(f"{JACOBIAN}/reference.py"))
    ines.submit("jacobian")
    ines.expect_full_marks("jacobian")
    stop = ines.page.locator(f"#stop-{PLACES['jacobian-sigmoid-layer']} [role=img]")
    expect(stop).to_have_attribute("aria-label", "right")


def test_figure_1_mended(arrive: Arrive) -> None:
    """The bug of Figure 1: as printed it is not graded; the reference earns it all."""
    ines = arrive()
    ines.start()
    ines.go("fig1-fix-pytorch")
    ines.submit("fix")
    expect(ines.verdict("fix")).to_contain_text("This is the code as given: change it first.")
    ines.write_code("fix", source("debugging/fig1-fix-pytorch/code/fix/reference.py"))
    ines.submit("fix")
    ines.expect_full_marks("fix")
