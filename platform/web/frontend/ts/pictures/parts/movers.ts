// The ranges of a picture: shown once they can move something, read together, told in words.
import { fixed } from "./numbers";

export type Values = Record<string, number>;
const REST = 150;

/** Wires the ranges of `figure`; `show` draws and returns the sentence that says what is seen. */
export function movers(figure: HTMLElement, show: (values: Values) => string): void {
  const ranges = [...figure.querySelectorAll<HTMLInputElement>("input[data-key]")];
  const told = figure.querySelector<HTMLElement>("[data-told]");
  const language = figure.lang;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const draw = (): string => {
    for (const range of ranges) {
      const text = fixed(Number(range.value), 2, language);
      range.setAttribute("aria-valuetext", text);
      const output = figure.querySelector(`[data-shown="${range.dataset.key}"]`);
      if (output) output.textContent = text;
    }
    for (const button of buttons) limit(button, ranges);
    return show(Object.fromEntries(ranges.map((range) => [range.dataset.key, Number(range.value)])));
  };
  const moved = (): void => {
    const sentence = draw();
    clearTimeout(rest);
    // a reader of the live region hears where the range comes to rest, not every step on the way
    rest = setTimeout(() => told && (told.textContent = sentence), REST);
  };
  const buttons = [...figure.querySelectorAll<HTMLButtonElement>("button[data-by]")];
  for (const range of ranges) range.addEventListener("input", moved);
  for (const button of buttons)
    button.addEventListener("click", () => {
      const range = ranges.find((one) => one.dataset.key === button.dataset.of);
      if (!range) return;
      range.value = String(Number(range.value) + Number(button.dataset.by));
      moved();
    });
  const sentence = draw();
  if (told) {
    told.textContent = sentence;
    told.setAttribute("aria-live", "polite");
  }
  figure.querySelector("[data-movers]")?.removeAttribute("hidden");
}

/** A button at the end of its range says so, and stays where the focus is. */
function limit(button: HTMLButtonElement, ranges: HTMLInputElement[]): void {
  const range = ranges.find((one) => one.dataset.key === button.dataset.of);
  if (!range) return;
  const over = Number(button.dataset.by) < 0 ? range.value === range.min : range.value === range.max;
  button.setAttribute("aria-disabled", String(over));
}
