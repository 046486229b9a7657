// What an editor of formulas has around its fields: the palette, the switch for shapes, the warning sign.
import { startPalette } from "./palette";

/** Wires the tools of `box`; `target` is the field that the palette writes to. */
export function startTools(box: HTMLElement, target: () => HTMLInputElement | undefined): void {
  startPalette(box, target);
  const toggle = box.querySelector<HTMLButtonElement>("[data-shapes]");
  if (!toggle) return;
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const on = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(on));
    box.classList.toggle("is-shaped", on);
  });
}

/** A copy of the sign that stands before an error. */
export function warning(box: HTMLElement): Node | undefined {
  return box.querySelector<HTMLTemplateElement>("template[data-warning]")?.content.cloneNode(true);
}
