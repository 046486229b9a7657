// The list of tests while they run: rows by key, a progress bar, a count.
import { announce } from "../announce";
import { all, make } from "../dom";
import { phrase, points } from "../phrases";

export interface Expected {
  key: string;
  title: string;
}
export interface PartDone extends Expected {
  outcome: string;
  points: number;
  max: number;
}

const SHAPES: Record<string, string> = { passed: "passed", partial: "partial", "not-run": "not-run" };

/** Shows the progress of one grading in `root`. */
export class Panel {
  private readonly list: HTMLElement | null;
  private readonly bar: HTMLProgressElement | null;
  private readonly count: HTMLElement | null;
  private readonly row: HTMLTemplateElement | null;

  constructor(root: HTMLElement) {
    this.list = root.querySelector("[data-tests]");
    this.bar = root.querySelector("progress");
    this.count = root.querySelector("[data-count]");
    this.row = root.querySelector("template[data-row]");
  }

  expect(parts: Expected[]): void {
    for (const part of parts) this.find(part);
    this.tell();
  }

  done(part: PartDone): void {
    const row = this.find(part);
    if (!row) return;
    const shape = SHAPES[part.outcome] ?? "failed";
    row.dataset.outcome = shape;
    const word = row.querySelector("[data-word]");
    if (word) word.textContent = phrase(shape === "not-run" ? "notRun" : shape);
    const worth = row.querySelector(".d");
    if (worth && part.max) worth.textContent = `${points(part.points)} / ${points(part.max)}`;
    this.tell();
  }

  /** Who is before us still, as long as no test has begun. */
  queued(fresh: HTMLElement): void {
    const said = fresh.querySelector("[data-count]")?.textContent ?? "";
    if (this.count && !this.list?.childElementCount) this.count.textContent = said.trim();
  }

  private find(part: Expected): HTMLElement | null {
    if (!this.list || !this.row) return null;
    const known = all(this.list, "li").find((row) => row.dataset.key === part.key);
    if (known) return known;
    const row = this.row.content.firstElementChild?.cloneNode(true) as HTMLElement;
    row.dataset.key = part.key;
    row.dataset.outcome = "expected";
    row.querySelector("[data-title]")?.replaceChildren(...marked(part.title));
    this.list.append(row);
    return row;
  }

  private tell(): void {
    if (!this.list) return;
    const rows = all(this.list, "li");
    const total = rows.length;
    const done = rows.filter((row) => row.dataset.outcome !== "expected").length;
    if (!total) return;
    const text = phrase("tests", { done, total });
    if (this.count) this.count.textContent = text;
    if (this.bar) {
      this.bar.max = total;
      this.bar.value = done;
    }
    announce(text);
  }
}

/** A title may carry `code` marks. */
function marked(title: string): (Node | string)[] {
  return title.split(/`([^`]+)`/).map((piece, index) => (index % 2 ? make("code", "", piece) : piece));
}
