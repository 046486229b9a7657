// (rho · slope) ** n against n on a logarithmic scale; first drawn by web/pictures/gradient_norm.py.
import { movers, type Values } from "./parts/movers";
import { digits, fixed, phrase, rough } from "./parts/numbers";

const KEPT = 1e-9;

export default function mount(figure: HTMLElement): void {
  const svg = figure.querySelector<SVGSVGElement>("svg");
  if (!svg) return;
  const box = Object.fromEntries(Object.entries(svg.dataset).map(([key, text]) => [key, Number(text)])) as Values;
  const { left = 0, right = 0, top = 0, bottom = 0, low = 0, high = 0, steps = 1 } = box;
  const across = (n: number): number => left + ((right - left) * n) / steps;
  const up = (log: number): number =>
    bottom - ((bottom - top) * (Math.min(Math.max(log, low), high) - low)) / (high - low);
  const set = (part: string, attributes: Record<string, number | string>): void => {
    const element = svg.querySelector(`[data-part="${part}"]`);
    for (const [name, value] of Object.entries(attributes)) element?.setAttribute(name, String(value));
  };
  const line = (part: string, growth: number): void => {
    const last = Math.abs(growth) < KEPT ? steps : Math.min(steps, (growth > 0 ? high : low) / growth);
    set(part, { d: `M${left} ${up(0)}L${across(last)} ${up(growth * last)}` });
  };

  movers(figure, ({ rho = 1, slope = 1, n = 0, gate }) => {
    const growth = Math.log10(rho * slope);
    line("norm", growth);
    set("cursor", { d: `M${across(n)} ${top}V${bottom}` });
    set("here", { cx: across(n), cy: up(n * growth) });
    const key = Math.abs(growth) < KEPT ? "keep" : growth > 0 ? "explode" : "vanish";
    const places = {
      factor: digits(rho * slope, 4, figure.lang),
      n: String(n),
      value: rough(n * growth, figure.lang),
    };
    const said = phrase(figure, key, places);
    if (gate === undefined) return said;
    const kept = Math.log10(gate);
    line("gate", kept);
    set("left", { x: across(n) - 5, y: up(n * kept) - 5 });
    const along = { gate: fixed(gate, 2, figure.lang), value: rough(n * kept, figure.lang) };
    return `${said} ${phrase(figure, "gate", along)}`;
  });
}
