// Buttons that insert at the cursor. One tab stop: arrows go from button to button.
import { all } from "../dom";

const HOLES = ["()", "‖‖", "/∂"];
const WORDY = /[\p{L}\d_}'′⁺]$/u;

/** Wires the `[data-palette]` of `box`; what is inserted goes to `target()`. */
export function startPalette(box: HTMLElement, target: () => HTMLInputElement | undefined): void {
  const palette = box.querySelector<HTMLElement>("[data-palette]");
  if (!palette) return;
  palette.hidden = false;
  if (palette instanceof HTMLDetailsElement && matchMedia("(max-width: 44rem)").matches) palette.open = false;
  const buttons = all<HTMLButtonElement>(palette, "button[data-insert]");
  buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
  // the field keeps the focus, and a phone its keyboard
  palette.addEventListener("mousedown", (event) => {
    if ((event.target as HTMLElement).closest("button")) event.preventDefault();
  });
  palette.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-insert]");
    const input = target();
    if (button && input) insert(input, button.dataset.insert ?? "");
  });
  palette.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const last = buttons.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[Math.min(Math.max(to, 0), last)];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  });
}

/** Puts `text` at the cursor; what is selected goes into its hole. */
export function insert(input: HTMLInputElement, text: string): void {
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  const chosen = input.value.slice(start, end);
  const before = input.value.slice(0, start);
  const apart = WORDY.test(before) && /^[\p{L}\\]/u.test(text) ? " " : "";
  const hole = HOLES.find((one) => text.includes(one));
  const cut = hole === undefined ? text.length : text.indexOf(hole) + (hole === "/∂" ? 0 : 1);
  const put = apart + text.slice(0, cut) + (hole ? chosen : "") + text.slice(cut);
  input.setRangeText(put, start, end, "end");
  const inside = hole !== undefined && !chosen;
  if (inside) {
    const caret = start + apart.length + cut;
    input.setSelectionRange(caret, caret);
  }
  input.focus();
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
