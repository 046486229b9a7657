// Formulas set by a kind's own script. KaTeX stands in one file that the whole page shares.
import { make, setting } from "../dom";

type MathModule = typeof import("../math");

/** An element that shows `tex`; display style if `block`. `done` is called when it is set. */
export function formula(tex: string, block = false, done?: () => void): HTMLElement {
  const element = make("span", block ? "tex tex-block" : "tex", tex);
  element.dataset.set = "";
  void (import(setting("math")) as Promise<MathModule>).then(({ typeset }) => {
    typeset(element);
    done?.();
  });
  return element;
}

/** What is wider than its place can be scrolled by keyboard. */
export function reachable(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

/** A sentence of the server's, its formulas set. */
export function sentence(html: string): HTMLElement {
  const element = make("span", "");
  element.innerHTML = html;
  for (const tex of element.querySelectorAll(".tex")) tex.replaceWith(formula(tex.textContent ?? ""));
  return element;
}

/** What a sentence says, formulas as their source: for those who listen. */
export function plain(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const tex of copy.querySelectorAll("annotation")) tex.closest(".tex")?.replaceChildren(tex.textContent ?? "");
  return copy.textContent ?? "";
}
