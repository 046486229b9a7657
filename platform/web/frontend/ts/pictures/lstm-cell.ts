// One component of an LSTM cell; first drawn by web/pictures/lstm_cell.py.
import { movers } from "./parts/movers";
import { equals, fixed, phrase } from "./parts/numbers";

const GATE_HIGH = 28;
const THIN = 1;
const THICK = 2.5;

export default function mount(figure: HTMLElement): void {
  const language = figure.lang;
  const places = Number(figure.dataset.digits);
  const set = (selector: string, attribute: string, value: number): void =>
    figure.querySelector(selector)?.setAttribute(attribute, String(value));

  movers(figure, ({ f = 0, i = 0, o = 0, candidate = 0, before = 0 }) => {
    const kept = f * before;
    const written = i * candidate;
    const now = kept + written;
    const hidden = o * Math.tanh(now);
    const carried = { before, candidate, kept, written, now, hidden, back: f };
    const said: Record<string, string> = {};
    for (const [name, value] of Object.entries(carried)) {
      const given = name === "before" || name === "candidate" || name === "back";
      said[name] = fixed(value, given ? 2 : places, language);
      set(`[data-wire="${name}"]`, "stroke-width", THIN + THICK * Math.abs(value));
      const text = figure.querySelector(`[data-value="${name}"]`);
      if (text) text.textContent = said[name] ?? "";
    }
    for (const [name, value] of Object.entries({ f, i, o })) {
      said[name] = fixed(value, 2, language);
      set(`[data-gate="${name}"]`, "height", GATE_HIGH * value);
    }
    return phrase(figure, "state", { ...said, sign: equals(now, places), about: equals(hidden, places) });
  });
}
