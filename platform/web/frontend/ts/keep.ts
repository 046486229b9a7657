// What a reader has unfolded stays unfolded: when a verdict takes its place, and on the next load.
import { each } from "./dom";

/** Wires every `details[data-keep]`; the name is the page's own. */
export function startKeeping(): void {
  each<HTMLDetailsElement>("details[data-keep]", (details) => {
    const key = `gradus:open:${location.pathname}#${details.dataset.keep}`;
    try {
      details.open = sessionStorage.getItem(key) === "on";
      details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "on" : ""));
    } catch {
      // no storage here: it opens folded, as without script
    }
  });
}
