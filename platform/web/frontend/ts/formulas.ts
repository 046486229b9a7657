// Typesets `.tex` elements; a formula, table or code wider than its column can be scrolled by keyboard.
import { all, onContent, setting } from "./dom";

type MathModule = typeof import("./math");
let loading: Promise<MathModule> | undefined;

/** Wires formulas and overflow. */
export function startFormulas(): void {
  onContent((root) => void typesetAll(root));
  addEventListener("resize", () => reachable(document));
  document.fonts?.ready.then(() => reachable(document));
  document.addEventListener("toggle", (event) => reachable(event.target as HTMLElement), true);
}

async function typesetAll(root: ParentNode): Promise<void> {
  const waiting = all(root, ".tex:not([data-set])");
  if (waiting.length) {
    for (const element of waiting) {
      element.dataset.set = "";
      nameByFormula(element);
    }
    loading ??= import(setting("math")) as Promise<MathModule>;
    const { typeset } = await loading;
    for (const element of waiting) typeset(element);
  }
  reachable(root);
}

/** A control whose label is nothing but a formula is named by its TeX: flattened MathML would be worse. */
function nameByFormula(element: HTMLElement): void {
  const label = element.closest("label");
  const words = label?.textContent?.trim();
  if (label?.control && words && words === element.textContent?.trim())
    label.control.setAttribute("aria-label", words);
}

const SCROLLING = ".katex-display, .deriv .f, .preview, .scroll, .book, pre, .listing, .inputs dd, .bench > .side";

function reachable(root: ParentNode): void {
  for (const element of all(root, SCROLLING)) {
    const scrolls =
      element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (scrolls && !element.hasAttribute("tabindex")) {
      element.tabIndex = 0;
      element.dataset.scrolls = "";
    } else if (!scrolls && element.dataset.scrolls !== undefined) {
      element.removeAttribute("tabindex");
      delete element.dataset.scrolls;
    }
  }
}
