// Numbers in the reader's notation, as web/text/numbers.py and web/pictures/parts.py write them.

const RAISED: Record<string, string> = {
  "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
}; // prettier-ignore
const NBSP = "\u00a0";
const CLOSE = 1e-9;

function shown(value: number, text: string, language: string): string {
  const local = language === "fr" ? text.replace(".", ",") : text;
  return value < 0 ? `−${local}` : local;
}

/** At most `digits` decimals, halves away from zero. */
export function fixed(value: number, digits: number, language: string): string {
  const rounded = Number(Math.abs(value).toFixed(digits));
  return shown(rounded === 0 ? 0 : value, String(rounded), language);
}

/** At most `digits` significant digits of a number that is neither tiny nor huge. */
export function digits(value: number, digits: number, language: string): string {
  return shown(value, String(Number(Math.abs(value).toPrecision(digits))), language);
}

/** `=` before a number that `fixed` writes in full, `≈` before another. */
export function equals(value: number, digits: number): string {
  return Math.abs(Number(value.toFixed(digits)) - value) < CLOSE ? "=" : "≈";
}

/** One significant digit of a positive number, given by its decimal logarithm. */
export function rough(log10: number, language: string): string {
  let power = Math.floor(log10 + CLOSE);
  let digit = Math.floor(10 ** (log10 - power) + 0.5);
  if (digit === 10) [digit, power] = [1, power + 1];
  if (power >= -3 && power <= 2) return digits(power < 0 ? digit / 10 ** -power : digit * 10 ** power, 1, language);
  const raised = `10${[...String(power)].map((sign) => RAISED[sign]).join("")}`;
  return digit === 1 ? raised : `${digit}${NBSP}×${NBSP}${raised}`;
}

/** The phrase `name` of the figure with its `{places}` filled. */
export function phrase(figure: HTMLElement, name: string, places: Record<string, string>): string {
  const text = figure.getAttribute(`data-say-${name}`) ?? "";
  return text.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? "");
}
