// Labels that are dragged, tapped or carried by keys onto the places of a figure. The selects,
// which work without this, stay the answer: everything here only reads and writes them.
import { announce } from "gradus/announce";
import { make } from "gradus/dom";
import { dragging } from "./drag";

/** One place: its select, and the button that stands on the figure. */
interface Spot {
  select: HTMLSelectElement;
  button: HTMLButtonElement;
}

/** Mounts labels and places on `box`. */
export default function mount(box: HTMLElement): void {
  const stage = box.querySelector<HTMLElement>(".stage");
  const tray = box.querySelector<HTMLElement>(".tray");
  if (!stage || !tray || box.classList.contains("rich")) return;
  new Diagram(box, stage, tray).start();
}

class Diagram {
  private readonly chips = new Map<string, HTMLButtonElement>();
  private readonly spots: Spot[] = [];
  private held = "";

  constructor(
    private readonly box: HTMLElement,
    private readonly stage: HTMLElement,
    private readonly tray: HTMLElement,
  ) {}

  start(): void {
    this.box.classList.add("rich");
    for (const item of this.tray.querySelectorAll<HTMLElement>("[data-label]")) this.makeChip(item);
    for (const select of this.box.querySelectorAll<HTMLSelectElement>("select[data-place]")) this.makeSpot(select);
    // the list of places stays for narrow pages, where labels would cover the figure: see diagram.css
    for (const plain of this.box.querySelectorAll<HTMLElement>("[data-plainly]")) plain.hidden = true;
    for (const rich of this.box.querySelectorAll<HTMLElement>("[data-richly]")) rich.hidden = false;
    this.stage.querySelector("svg")?.classList.add("bare");
    this.box.addEventListener("keydown", (event) => this.key(event));
    // formulas in labels are typeset after this script: the copies on the figure follow
    document.addEventListener("gradus:content", () => this.draw());
    this.draw();
  }

  private makeChip(item: HTMLElement): void {
    const chip = make("button", "chip");
    chip.type = "button";
    chip.dataset.label = item.dataset.label ?? "";
    chip.dataset.name = item.dataset.name ?? "";
    chip.append(...item.childNodes);
    chip.disabled = this.box.querySelector<HTMLSelectElement>("select")?.disabled ?? false;
    item.append(chip);
    this.chips.set(chip.dataset.label, chip);
    this.carry(chip, () => chip.dataset.label ?? "", () => this.take(this.held === chip.dataset.label ? "" : (chip.dataset.label ?? "")));
  }

  private makeSpot(select: HTMLSelectElement): void {
    const button = make("button", "spot");
    button.type = "button";
    button.disabled = select.disabled;
    button.dataset.place = select.dataset.place ?? "";
    button.style.left = `${select.dataset.x}%`;
    button.style.top = `${select.dataset.y}%`;
    this.stage.append(button);
    const spot = { select, button };
    this.spots.push(spot);
    select.addEventListener("change", () => this.draw());
    this.carry(button, () => select.value, () => {
      if (this.held) this.put(spot, this.held);
      else this.take(select.value);
    });
  }

  /** Drag of what `label` gives, from `from`; a press that does not move is `pressed`. */
  private carry(from: HTMLElement, label: () => string, pressed: () => void): void {
    from.addEventListener("click", () => pressed());
    dragging(from, {
      what: () => (from instanceof HTMLButtonElement && from.disabled ? null : this.chips.get(label())),
      over: (under) => this.light(under),
      drop: (under) => {
        const moved = label();
        const spot = this.spotAt(under);
        this.light(null);
        if (spot) this.put(spot, moved);
        else if (from.classList.contains("spot")) this.free(from);
      },
    });
  }

  private spotAt(under: Element | null): Spot | undefined {
    const place = under?.closest<HTMLElement>(".spot");
    return this.spots.find(({ button }) => button === place);
  }

  private light(under: Element | null): void {
    const spot = this.spotAt(under);
    for (const { button } of this.spots) button.classList.toggle("over", button === spot?.button);
  }

  private take(label: string): void {
    this.held = label;
    this.draw();
    if (label) this.say("taken", label);
  }

  private put(spot: Spot, label: string): void {
    const before = spot.select.value;
    const from = this.box.dataset.reuse === undefined ? this.spots.find(({ select }) => select.value === label) : undefined;
    // two labels change places; a label from the tray sends the other one back
    if (from && from !== spot) this.write(from.select, before);
    this.write(spot.select, label);
    this.held = "";
    this.draw();
    this.say("put", label, spot.select.dataset.letter);
  }

  private free(button: HTMLElement): void {
    const spot = this.spots.find((one) => one.button === button);
    if (!spot?.select.value) return;
    const label = spot.select.value;
    this.write(spot.select, "");
    this.draw();
    this.say("back", label);
  }

  private write(select: HTMLSelectElement, label: string): void {
    if (select.value === label) return;
    select.value = label;
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const at = this.spots.findIndex(({ button }) => button === target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && this.held) {
      const chip = this.chips.get(this.held);
      this.take("");
      announce(this.box.dataset.cancelled ?? "");
      chip?.focus();
    } else if (step && (at >= 0 || this.held)) {
      const next = at < 0 ? this.spots.at(step > 0 ? 0 : -1) : this.beside(at, event.key);
      next?.button.focus();
    } else if ((event.key === "Delete" || event.key === "Backspace") && at >= 0) {
      this.free(target);
    } else return;
    event.preventDefault();
  }

  /** The nearest place in the direction of an arrow, as it is seen on the figure. */
  private beside(at: number, key: string): Spot | undefined {
    const sideways = key === "ArrowLeft" || key === "ArrowRight";
    const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    const from = middle(this.spots[at]!.button);
    let best: Spot | undefined;
    let least = Infinity;
    for (const spot of this.spots) {
      const to = middle(spot.button);
      const [ahead, aside] = sideways ? [to.x - from.x, to.y - from.y] : [to.y - from.y, to.x - from.x];
      const far = sign * ahead + 2 * Math.abs(aside);
      if (sign * ahead > 1 && far < least) [best, least] = [spot, far];
    }
    return best;
  }

  private draw(): void {
    const used = new Set(this.spots.map(({ select }) => select.value));
    for (const [label, chip] of this.chips) {
      chip.setAttribute("aria-pressed", String(label === this.held));
      chip.classList.toggle("used", used.has(label) && this.box.dataset.reuse === undefined);
    }
    for (const { select, button } of this.spots) {
      const chip = this.chips.get(select.value);
      const { letter, name } = select.dataset;
      button.classList.toggle("filled", chip !== undefined);
      button.setAttribute("aria-label", `${letter}, ${name}: ${chip?.dataset.name ?? this.box.dataset.none}`);
      if (select.getAttribute("aria-invalid")) button.setAttribute("aria-invalid", "true");
      button.replaceChildren(make("span", "letter", letter));
      if (chip) {
        const text = make("span", "on");
        text.append(...[...chip.childNodes].map((node) => node.cloneNode(true)));
        button.append(text);
      }
    }
    this.box.classList.toggle("holding", this.held !== "");
  }

  private say(what: "taken" | "put" | "back", label: string, place = ""): void {
    const name = this.chips.get(label)?.dataset.name ?? label;
    announce((this.box.dataset[what] ?? "").replace("{label}", name).replace("{place}", place));
  }
}

function middle(of: HTMLElement): { x: number; y: number } {
  const box = of.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
