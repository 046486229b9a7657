// Fields that hold one formula each: the input stays what the form sends.
import { all } from "../dom";
import { startTools, warning } from "./box";
import { Field } from "./field";
import { Reader } from "./reader";
import { wordsOf } from "./words";

/** Mounts every `input[data-formula]` of `box`. */
export function mountSingles(box: HTMLElement): void {
  const inputs = all<HTMLInputElement>(box, "input[data-formula]").filter((input) => !input.disabled);
  if (!inputs.length) return;
  let latest = inputs[0];
  for (const input of inputs) {
    const reader = new Reader(input, input.name);
    const field = new Field(input, wordsOf(box), warning(box), () => reader.expand([input.value], 0));
    const read = (pause?: number): void => {
      reader.ask([input.value], (found) => field.show(found.lines[0] ?? { problem: found.problem }), pause);
    };
    const changed = (): void => {
      field.touched();
      read();
    };
    input.addEventListener("input", changed);
    input.addEventListener("gradus:written", changed);
    input.addEventListener("focus", () => (latest = input));
    if (input.value.trim()) read(0);
  }
  startTools(box, () => latest);
}
