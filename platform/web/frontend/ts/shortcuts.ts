// What a control says in `aria-keyshortcuts` works: "Alt+J", "Alt+1", "Control+Enter". Never a
// letter alone, which speech input and readers of screens use themselves.
import { each } from "./dom";

const CONTROLS = "[aria-keyshortcuts]";

/** Wires the shortcuts of the page, and shows the line that tells them. */
export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey && !event.ctrlKey) return;
    const said = `${event.ctrlKey ? "Control+" : ""}${event.altKey ? "Alt+" : ""}${keyOf(event)}`;
    for (const control of document.querySelectorAll<HTMLElement>(CONTROLS)) {
      if (control.getAttribute("aria-keyshortcuts") !== said) continue;
      event.preventDefault();
      control.click();
      return;
    }
  });
  each<HTMLElement>("[data-shortcuts]", (line) => {
    line.hidden = false;
  });
}

/** The key by its place: Alt changes what a letter gives on some systems. */
function keyOf(event: KeyboardEvent): string {
  return event.code.replace(/^(Key|Digit)/, "");
}
