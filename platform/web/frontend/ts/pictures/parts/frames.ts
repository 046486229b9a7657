// A picture whose states the server has made: a letter for each node, and a sentence.
import { movers } from "./movers";

type Frame = { marks: string; say: string };

/** Shows the state that the ranges name, in their order. */
export function frames(figure: HTMLElement): void {
  const source = figure.querySelector('script[type="application/json"]')?.textContent ?? "{}";
  const known = JSON.parse(source) as Record<string, Frame>;
  const nodes = [...figure.querySelectorAll<SVGGElement>("[data-node]")];
  const step = figure.querySelector<HTMLInputElement>('input[data-key="step"]');
  // what is read without script is the end; whoever can step begins at the beginning
  if (step) step.value = step.min;
  movers(figure, (values) => {
    const frame = known[Object.values(values).join(" ")];
    if (!frame) return "";
    nodes.forEach((node, place) => (node.dataset.mark = frame.marks[place] ?? ""));
    return frame.say;
  });
}
