// Marks a place in a text field: the same text lies under it, invisible, with the place underlined.
import { make } from "../dom";

// a word, a command, a number, or a single sign
const PIECE = /\\[A-Za-z]+|[\p{L}\p{M}]+['′]*|\d+(?:[.,]\d+)?|./uy;

/** The layer under `input`; to be put before it in the same grid cell. */
export class Place {
  readonly element = make("div", "under");

  constructor(private readonly input: HTMLInputElement) {
    this.element.setAttribute("aria-hidden", "true");
    input.addEventListener("scroll", () => this.follow());
  }

  /** Underlines the piece at `position`; the end of the text if there is none. */
  mark(position: number): void {
    const text = this.input.value;
    PIECE.lastIndex = position;
    const piece = PIECE.exec(text)?.[0] || "\u00a0";
    this.element.replaceChildren(
      text.slice(0, position), make("span", "hit", piece), text.slice(position + piece.length),
    );
    this.follow();
  }

  /** Nothing is marked. */
  clear(): void {
    this.element.replaceChildren();
  }

  private follow(): void {
    this.element.scrollLeft = this.input.scrollLeft;
  }
}
