// Progress of a grading by server-sent events, by polling without them; then the verdict takes its place.
import { announce } from "../announce";
import { each, parse } from "../dom";
import { phrase } from "../phrases";
import { swap } from "../swap";
import { Panel, type Expected, type PartDone } from "./panel";

const QUICK = 1000;
const SLOW = 3000;
const PATIENCE = 20_000;

/** Wires every `[data-grading]`. */
export function startLive(): void {
  each("[data-grading]", (root) => new Grading(root).start());
  // the browser's own move to the fragment comes at load and would take the focus away again
  addEventListener("load", () => setTimeout(arrive));
}

/** A page that comes back from submitting stands at its question: the verdict there gets the focus. */
function arrive(): void {
  const question = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!question || entry?.type !== "navigate") return;
  question.querySelector<HTMLElement>("[data-verdict]")?.focus({ preventScroll: true });
}

class Grading {
  private readonly panel: Panel;
  private readonly started = Date.now();
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private fetching = false;
  private told = false;

  constructor(private readonly root: HTMLElement) {
    this.panel = new Panel(root);
  }

  start(): void {
    const address = this.root.dataset.events;
    // the events may have been missed while the page was on its way: ask once in any case
    this.timer = setTimeout(() => void this.ask(), address ? SLOW : QUICK);
    if (!address || !("EventSource" in window)) return;
    this.source = new EventSource(address);
    this.source.addEventListener("expected", (event) => this.panel.expect(read<Expected[]>(event)));
    this.source.addEventListener("part", (event) => this.panel.done(read<PartDone>(event)));
    this.source.addEventListener("verdict", () => {
      this.told = true;
      this.source?.close();
      void this.ask();
    });
    this.source.addEventListener("error", () => {
      if (this.source?.readyState === EventSource.CLOSED) void this.ask();
    });
  }

  /** Fetches the block; swaps it in when the verdict is there, asks again otherwise. */
  private async ask(): Promise<void> {
    if (this.fetching || !this.root.isConnected) return this.root.isConnected ? undefined : this.stop();
    this.fetching = true;
    clearTimeout(this.timer);
    const fresh = await this.fetchBlock();
    this.fetching = false;
    if (fresh && fresh.dataset.grading === undefined) return this.swap(fresh);
    if (fresh) this.panel.queued(fresh);
    const waited = Date.now() - this.started;
    if (waited > PATIENCE) announce(phrase("slow"));
    const slow = waited > PATIENCE || (this.source && !this.told);
    this.timer = setTimeout(() => void this.ask(), slow ? SLOW : QUICK);
  }

  private async fetchBlock(): Promise<HTMLElement | null> {
    try {
      const response = await fetch(this.root.dataset.fragment ?? "", { headers: { Accept: "text/html" } });
      return response.ok && !response.redirected ? parse(await response.text()) : null;
    } catch {
      return null; // offline: asked again later
    }
  }

  private swap(fresh: HTMLElement): void {
    this.stop();
    const had = this.root.contains(document.activeElement) || document.activeElement === document.body;
    swap(this.root, fresh);
    const heading = fresh.querySelector<HTMLElement>("[data-verdict]");
    // the focus moves only when nobody is typing elsewhere
    if (heading && (had || !(document.activeElement as HTMLElement).isContentEditable)) heading.focus();
    announce(heading?.textContent?.trim() || phrase("verdict"));
  }

  private stop(): void {
    this.source?.close();
    clearTimeout(this.timer);
  }
}

function read<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}
