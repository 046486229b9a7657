// Asks the server what it reads of formulas while they are typed: one question at a time, the latest.
import { setting } from "../dom";

/** What is read of a line. `position` is the place of the problem; no `tex`: it cannot be read. */
export interface Shown {
  tex?: string;
  shape?: string;
  symbols?: [tex: string, shape: string][];
  sums?: boolean;
  problem?: string;
  position?: number;
}
export interface Expanded {
  rows: string[];
  given: string;
  problem: string;
}
interface Read {
  lines: Shown[];
  problem: string;
}

const PAUSE = 250;

/** Reads for the form around `element`; silent where the form names no address. */
export class Reader {
  private readonly address: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;

  constructor(element: HTMLElement, private readonly field: string) {
    this.address = element.closest<HTMLFormElement>("form")?.dataset.readUrl ?? "";
  }

  /** Asks after a pause; `told` hears of the latest question only. */
  ask(lines: string[], told: (read: Read) => void, pause = PAUSE): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (!this.address) return;
    this.timer = setTimeout(() => {
      this.asking = new AbortController();
      void this.post<Read>(lines, {}, this.asking.signal).then((read) => read && told(read));
    }, pause);
  }

  /** The line at `index` with its sums written out; null where nobody answers. */
  expand(lines: string[], index: number): Promise<Expanded | null> {
    return this.post<Expanded>(lines, { expand: String(index) });
  }

  private async post<T>(
    lines: string[],
    more: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<T | null> {
    const body = new URLSearchParams({ answer: lines.join("\n"), field: this.field, ...more });
    const headers = { "X-CSRFToken": setting("csrf"), Accept: "application/json" };
    try {
      const response = await fetch(this.address, { method: "POST", body, headers, signal });
      // signed out meanwhile: the sign-in page came back; the draft says so
      const json = response.ok && response.headers.get("Content-Type")?.includes("json");
      return json ? ((await response.json()) as T) : null;
    } catch {
      return null; // offline, or asked again: typing goes on without a preview
    }
  }
}
