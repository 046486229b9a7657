"""Mathematics in a browser: TD5 II.1 and II.2 line by line, with one slip that is mended."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.student import Student

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
JACOBIAN = [
    "u_i = σ(sum_j A_{ij} v_j)",
    "∂u_i/∂v_j = σ'(z_i) A_{ij}",
    r"\sigma'(z) = u \odot (1 - u)",
    "∂u/∂v = Diag(σ(z)) A",
]
SUM = [
    r"\frac{\partial L}{\partial W} = \sum_{t=1}^{T} \frac{\partial L_t}{\partial W}",
    "∂h_t/∂W = ∂⁺h_t/∂W + ∂h_t/∂h_{t-1} ∂h_{t-1}/∂W",
    "∂h_t/∂W = sum_{k=1}^t ∂h_t/∂h_k ∂h_k/∂W",
    "∂L/∂W = sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W",
    "∂h_t/∂h_k = prod(j=t..k+1) Diag(σ'(z_j)) W",
    (
        "∂L/∂W = sum_t sum_{k=1}^t "
        "Diag(σ'(z_k)) (prod(j=t..k+1) Diag(σ'(z_j)) W)^T ∂L_t/∂h_t h_{k-1}^T"
    ),
]


def lines(student: Student, question: str) -> Locator:
    """The fields of a derivation."""
    return student.question(question).locator(".fxlines input")


def write(student: Student, question: str, texts: list[str]) -> None:
    """Line after line, each begun by Enter, as it is done by hand."""
    lines(student, question).first.click()
    for number, text in enumerate(texts):
        if number:
            student.page.keyboard.press("Enter")
        student.page.keyboard.insert_text(text)
    expect(lines(student, question)).to_have_count(len(texts))


def texts_of(student: Student, question: str) -> list[str]:
    """What stands in the fields."""
    found: list[str] = lines(student, question).evaluate_all("all => all.map(one => one.value)")
    return found


def test_the_jacobian_of_a_layer(arrive: Arrive) -> None:
    """II.1: σ for σ′ in the last line; said there, mended there, full marks."""
    ines = arrive()
    ines.start()
    ines.go("td5-jacobian")
    symbols = ines.question("derive").locator("details.symbols")
    symbols.locator("summary").click()
    write(ines, "derive", JACOBIAN)
    ines.submit("derive")
    back = ines.verdict("derive")
    expect(symbols).to_have_attribute("open", "")
    expect(back.locator(".deriv > li")).to_have_count(4)
    expect(back.locator(".mark.is-wrong")).to_have_count(1)
    fourth = back.locator(".deriv > li").nth(3)
    margin = back.locator(".line > .m").first.bounding_box()
    first = back.locator(".deriv .mark").first.bounding_box()
    assert margin
    assert first
    assert first["y"] >= margin["y"] + margin["height"], "one stands over the other"
    expect(fourth).to_contain_text("broke here")
    expect(fourth).to_contain_text("is needed, not the value")
    expect(back.locator(".stages > li").last).to_contain_text("0 / 1")
    ines.again("derive")
    lines(ines, "derive").nth(3).fill("∂u/∂v = Diag(σ'(z)) A")
    ines.submit("derive")
    ines.expect_full_marks("derive")


def test_the_gradient_through_time(arrive: Arrive) -> None:
    """II.2: the total derivative for the immediate one, with numbers to check by hand."""
    ines = arrive()
    ines.start()
    ines.go("td5-bptt-sum")
    write(ines, "sum", SUM)
    ines.page.keyboard.press("Control+Enter")
    back = ines.verdict("sum")
    expect(back.locator(".deriv > li .mark.is-right")).to_have_count(5)
    third = back.locator(".deriv > li").nth(2)
    expect(third).to_contain_text("broke here")
    expect(third).to_contain_text("the total derivative")
    expect(third.locator(".byhand")).to_contain_text("left side")
    ines.again("sum")
    assert texts_of(ines, "sum") == SUM
    lines(ines, "sum").nth(2).fill(SUM[2].replace("∂h_k/∂W", "∂⁺h_k/∂W"))
    ines.submit("sum")
    ines.expect_full_marks("sum")


def test_one_formula(arrive: Arrive) -> None:
    """Shown while it is typed, refused for the misconception it is, then right."""
    ines = arrive()
    ines.start()
    ines.go("td5-power")
    block, field = ines.question("product"), ines.field("product")
    field.fill("prod(j=k+1..t) Diag(σ'(z_j)) W")
    expect(block.locator(".preview .katex")).to_be_visible()
    ines.submit("product")
    back = ines.verdict("product")
    expect(back).to_contain_text("Matrices do not commute")
    ines.again("product")
    ines.field("product").fill(r"\prod_{j=t}^{k+1} \operatorname{Diag}(\sigma'(z_j)) W")
    ines.submit("product")
    ines.expect_full_marks("product")


def test_what_is_read_is_shown_and_what_is_not_is_marked_at_its_place(arrive: Arrive) -> None:
    """Nothing while a line is empty; the sentence belongs to its field; shapes, sums on request."""
    ines = arrive()
    ines.start()
    ines.go("td5-bptt-sum")
    block, first = ines.question("sum"), lines(ines, "sum").first
    first.click()
    expect(block.locator(".err:visible")).to_have_count(0)
    ines.page.keyboard.insert_text("= sum_t ∂L_t/∂W")
    expect(block.locator(".preview .katex")).to_be_visible()
    block.get_by_role("button", name="Show shapes").click()
    expect(block.locator(".shapes")).to_contain_text("shape (n, n)")
    block.get_by_role("button", name="Write the sums out").click()
    expect(block.locator(".written .katex").last).to_be_visible()
    first.fill("= W qq")
    expect(block.locator(".under .hit")).to_have_text("qq")
    expect(first).to_have_attribute("aria-invalid", "true")
    told = first.get_attribute("aria-describedby")
    expect(ines.page.locator(f"#{told}")).to_contain_text("is not a symbol")
    assert Axe().run(ines.page).response["violations"] == []
    first.fill("")
    expect(block.locator(".err:visible")).to_have_count(0)


def test_lines_by_keyboard_and_undo(arrive: Arrive) -> None:
    """Enter, Alt+arrows, Backspace, pasting lines, Ctrl+Z and back; a reload keeps it all."""
    ines = arrive()
    ines.start()
    ines.go("td5-bptt-sum")
    write(ines, "sum", ["= L", "= W"])
    press = ines.page.keyboard.press
    press("Alt+ArrowUp")
    assert texts_of(ines, "sum") == ["= W", "= L"]
    expect(lines(ines, "sum").first).to_be_focused()
    expect(lines(ines, "sum").first).to_have_accessible_name("line 1")
    press("Enter")
    press("Backspace")
    assert texts_of(ines, "sum") == ["= W", "= L"]
    press("Control+z")
    assert texts_of(ines, "sum") == ["= W", "", "= L"]
    press("Control+z")
    press("Control+z")
    assert texts_of(ines, "sum") == ["= L", "= W"]
    press("Control+Shift+z")
    assert texts_of(ines, "sum") == ["= W", "= L"]
    lines(ines, "sum").last.evaluate(
        r"""field => {
          const data = new DataTransfer();
          data.setData("text/plain", "\\begin{align}\n + x_t \\\\\n &= h_t \\\\\n\\end{align}");
          field.setSelectionRange(9, 9);
          field.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert texts_of(ines, "sum") == ["= W", "= L+ x_t", "= h_t"]
    expect(ines.page.locator("[data-saved] .said")).to_contain_text("Saved at")
    ines.page.wait_for_timeout(1200)
    ines.page.reload()
    expect(lines(ines, "sum")).to_have_count(3)
    assert texts_of(ines, "sum") == ["= W", "= L+ x_t", "= h_t"]


def test_the_palette_inserts_at_the_cursor(arrive: Arrive) -> None:
    """One tab stop, arrows inside; what is selected goes into the hole."""
    ines = arrive()
    ines.start()
    ines.go("td5-bptt-sum")
    block, first = ines.question("sum"), lines(ines, "sum").first
    first.fill("= h_t")
    first.evaluate("field => field.setSelectionRange(2, 5)")
    block.get_by_role("button", name="Insert Diag()").click()
    expect(first).to_have_value("= Diag(h_t)")
    block.get_by_role("button", name="Insert W").focus()
    ines.page.keyboard.press("ArrowRight")
    ines.page.keyboard.press("Enter")
    expect(first).to_have_value("= Diag(h_t)U")
    expect(first).to_be_focused()


def test_a_derivation_on_a_phone_in_french_and_without_script(arrive: Arrive) -> None:
    """Nothing wider than the screen; without script a plain text area does."""
    malik = arrive("Malik Benali", language="fr-FR", viewport={"width": 390, "height": 844})
    malik.start("TD5")
    malik.go("td5-bptt-sum")
    write(malik, "sum", [SUM[-1]])
    expect(malik.question("sum").locator(".preview .katex")).to_be_visible()
    assert malik.page.evaluate("document.documentElement.scrollWidth") <= 390
    plain = arrive("Zoé Martin", java_script_enabled=False)
    plain.start()
    plain.go("td5-bptt-sum")
    plain.field("sum").fill("\n".join(SUM[:2]))
    plain.submit("sum")
    back = plain.page.locator("#v-sum .deriv > li")
    for _ in range(60):
        if back.count():
            break
        plain.page.wait_for_timeout(1000)
        plain.page.reload()
    expect(back).to_have_count(2)
