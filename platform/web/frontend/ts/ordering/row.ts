// One step of an ordering: its handle, its buttons, the select that is its answer.
import { make } from "../dom";

export type Move = "in" | "out" | -1 | 1;

export interface Row {
  item: HTMLElement;
  select: HTMLSelectElement;
  handle: HTMLButtonElement;
  letter: string;
  /** Called when the reader moves the step. */
  onMove: (to: Move) => void;
  /** Shows the place `index` of `count`, or with -1 that it is not used. */
  dress(index: number, count: number): void;
  /** Focus on the button pressed last, or on the nearest that still does something. */
  refocus(): void;
}

/** Dresses a step of the page. */
export function rowOf(item: HTMLElement, words: DOMStringMap): Row {
  const select = item.querySelector<HTMLSelectElement>("select.place")!;
  const letter = item.dataset.step ?? "";
  const badge = item.querySelector<HTMLElement>(".letter")!;
  const tools = make("span", "puttools");
  const button = (sign: string, word: string | undefined): HTMLButtonElement => {
    const made = make("button", "btn bare sm");
    made.type = "button";
    made.append(Object.assign(make("span", "", sign), { ariaHidden: "true" }));
    made.setAttribute("aria-label", (word ?? "").replace("{letter}", letter));
    return made;
  };
  const handle = button("⠿", words.handle);
  handle.classList.add("handle");
  const up = button("↑", words.up);
  const down = button("↓", words.down);
  const into = button("+", words.into);
  const off = button("×", words.off);
  tools.append(handle, up, down, into, off);
  select.hidden = true;
  badge.after(tools);

  let pressed: HTMLButtonElement = handle;
  const row: Row = {
    item, select, handle, letter,
    onMove: () => undefined,
    dress(index, count) {
      const used = index >= 0;
      badge.textContent = used ? String(index + 1) : letter;
      for (const one of [up, down, off]) one.hidden = !used;
      into.hidden = used;
      up.disabled = index === 0;
      down.disabled = index === count - 1;
    },
    refocus() {
      (pressed.hidden || pressed.disabled ? handle : pressed).focus({ preventScroll: false });
    },
  };
  const moves: [HTMLButtonElement, Move][] = [[up, -1], [down, 1], [into, "in"], [off, "out"]];
  for (const [one, to] of moves)
    one.addEventListener("click", () => {
      pressed = one;
      row.onMove(to);
    });
  // on the handle and on every button, but not where a gap is typed
  tools.addEventListener("keydown", (event) => {
    if (!event.altKey) return;
    const keys: Record<string, Move> = { ArrowUp: -1, ArrowDown: 1, ArrowRight: "in", ArrowLeft: "out" };
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const used = select.value !== "";
    if (to === "in" ? used : !used) return;
    pressed = event.target as HTMLButtonElement;
    row.onMove(to);
  });
  return row;
}
