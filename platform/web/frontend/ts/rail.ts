// A rail of many stops scrolls, sideways or down: it opens at the stop one stands at.
import { each } from "./dom";

/** Wires `.qnav`. */
export function startRails(): void {
  each(".qnav", (rail) => {
    const here = rail.querySelector("[aria-current]");
    if (!here) return;
    const centre = () => {
      const [outer, inner] = [rail.getBoundingClientRect(), here.getBoundingClientRect()];
      rail.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
      rail.scrollTop += inner.top + inner.height / 2 - (outer.top + outer.height / 2);
    };
    centre();
    document.fonts?.ready.then(centre); // the letters that come make the stops wider
  });
}
