// Arrow keys in a grid of links: one tab stop, arrows, Home, End; Enter follows the link.
import { each } from "./dom";

/** Wires every `table[data-grid]`. */
export function startGrids(): void {
  each<HTMLTableElement>("table[data-grid]", (table) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const cells = rows.map((row) => [...row.querySelectorAll<HTMLElement>("td a, td [data-cell]")]);
    const flat = cells.flat();
    flat.forEach((cell, index) => {
      cell.tabIndex = index ? -1 : 0;
    });
    table.addEventListener("focusin", (event) => {
      if (!flat.includes(event.target as HTMLElement)) return;
      for (const cell of flat) cell.tabIndex = cell === event.target ? 0 : -1;
    });
    table.addEventListener("keydown", (event) => {
      const row = cells.findIndex((line) => line.includes(event.target as HTMLElement));
      const line = cells[row];
      if (!line) return;
      const next = neighbour(cells, row, line.indexOf(event.target as HTMLElement), event);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  });
}

function neighbour(
  cells: HTMLElement[][],
  row: number,
  column: number,
  event: KeyboardEvent,
): HTMLElement | undefined {
  const line = cells[row] ?? [];
  switch (event.key) {
    case "ArrowRight":
      return line[column + 1];
    case "ArrowLeft":
      return line[column - 1];
    case "ArrowDown":
      return cells[row + 1]?.[column];
    case "ArrowUp":
      return cells[row - 1]?.[column];
    case "Home":
      return event.ctrlKey ? cells[0]?.[0] : line[0];
    case "End":
      return event.ctrlKey ? cells.at(-1)?.at(-1) : line.at(-1);
    default:
      return undefined;
  }
}
