// What is pasted: several lines become several fields, and what only arranges them is left out.

const ARRANGING = /^\s*(?:\\(?:begin|end)\{(?:align|aligned|equation|gather|split|eqnarray)\*?\}|\\\[|\\\]|\$\$)\s*$/;

/** The lines of `text`; null if it is a single one, which the browser pastes by itself. */
export function linesOf(text: string): string[] | null {
  if (!/[\r\n]/.test(text.trim())) return null;
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() && !ARRANGING.test(line))
    .map((line) => line.replace(/\\\\\s*(?:\[[^\]]*\])?\s*$/, "").replaceAll("&", "").trim())
    .filter(Boolean);
}

/** Whether only a picture or a file was pasted. */
export function isPicture(data: DataTransfer): boolean {
  return data.files.length > 0 && !data.getData("text/plain");
}
