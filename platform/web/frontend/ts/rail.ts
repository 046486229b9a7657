// On a phone the rail is a strip that scrolls: it opens at the stop one stands at.
import { each } from "./dom";

/** Wires `.qnav`. */
export function startRails(): void {
  each(".qnav", (rail) => {
    const here = rail.querySelector("[aria-current]");
    if (!here || rail.scrollWidth <= rail.clientWidth) return;
    const [outer, inner] = [rail.getBoundingClientRect(), here.getBoundingClientRect()];
    rail.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  });
}
