// Putting a piece of our own HTML in its place, with what else on the page it changes.
import { enhance } from "./dom";
import { adopt } from "./request";

/** `fresh` takes the place of `old`; its `[data-swap]` children go where they belong. */
export function swap(old: Element, fresh: HTMLElement): void {
  for (const piece of fresh.querySelectorAll<HTMLElement>("[data-swap]")) {
    piece.remove();
    const there = document.querySelector(piece.dataset.swap ?? "");
    piece.removeAttribute("data-swap");
    there?.replaceWith(piece);
    if (there) settle(piece);
  }
  old.replaceWith(fresh);
  settle(fresh);
}

function settle(element: HTMLElement): void {
  adopt(element);
  enhance(element);
}
