// One formula: a text field, under it what is wrong, how it reads, its shape, its sums written out.
import { announce } from "../announce";
import { make } from "../dom";
import { Place } from "./place";
import type { Expanded, Shown } from "./reader";
import { formula, plain, reachable, sentence } from "./typeset";
import type { Words } from "./words";

/** A sentence comes when the typing rests, not between two letters. */
const REST = 900;
let count = 0;

export class Field {
  readonly element = make("div", "fx");
  private readonly place: Place;
  private readonly error = make("p", "err");
  private readonly said = make("span", "");
  private readonly preview = make("div", "preview");
  private readonly shapes = make("p", "shapes");
  private readonly written = make("div", "written");
  private readonly opener = make("button", "btn bare sm");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typedAt = 0;
  private tex = "";
  private spoken = "";

  /** Builds around `input`. `expand` asks for the sums written out. */
  constructor(
    readonly input: HTMLInputElement,
    private readonly words: Words,
    warning: Node | undefined,
    private readonly expand: () => Promise<Expanded | null>,
  ) {
    this.place = new Place(input);
    this.error.id = `fx-${(count += 1)}`;
    this.error.append(...(warning ? [warning] : []), this.said);
    this.opener.type = "button";
    this.opener.addEventListener("click", () => void this.open());
    for (const part of [this.error, this.preview, this.shapes, this.opener, this.written]) part.hidden = true;
    const box = make("div", "fxbox");
    input.replaceWith(this.element);
    box.append(this.place.element, input);
    this.element.append(box, this.error, this.preview, this.shapes, this.opener, this.written);
    this.fold();
  }

  /** The text changed: what was said of it is no longer true. */
  touched(): void {
    this.typedAt = Date.now();
    this.calm();
    this.fold();
    this.preview.classList.add("is-old");
    if (!this.input.value.trim()) this.show({});
  }

  /** What the server reads of it. */
  show(shown: Shown): void {
    clearTimeout(this.timer);
    if (!this.input.value.trim()) shown = {};
    if (shown.tex) this.typeset(shown.tex);
    // what cannot be read at this moment keeps its last preview, so that nothing jumps
    this.preview.hidden = !shown.tex && (!shown.problem || !this.tex);
    this.preview.classList.toggle("is-old", !shown.tex);
    this.showShapes(shown);
    this.opener.hidden = !shown.sums || Boolean(shown.problem);
    const wait = Math.max(0, this.typedAt + REST - Date.now());
    this.timer = setTimeout(() => this.tell(shown), wait);
  }

  /** Refuses what was not even put in: a picture. */
  refuse(sentence: string): void {
    this.tell({ problem: sentence, position: -1 });
  }

  private tell(shown: Shown): void {
    this.calm();
    if (shown.problem) {
      this.said.replaceChildren(sentence(shown.problem));
      this.error.hidden = false;
      this.input.setAttribute("aria-invalid", "true");
      this.describe(true);
      if ((shown.position ?? 0) >= 0) this.place.mark(shown.position ?? 0);
    }
    const words = shown.problem ? plain(this.said) : this.shape(shown.shape ?? "");
    if (document.activeElement === this.input && words && words !== this.spoken) announce(words);
    this.spoken = words;
  }

  private calm(): void {
    clearTimeout(this.timer);
    this.error.hidden = true;
    this.input.removeAttribute("aria-invalid");
    this.describe(false);
    this.place.clear();
  }

  private describe(on: boolean): void {
    const others = (this.input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .filter((id) => id && id !== this.error.id);
    const ids = on ? [...others, this.error.id] : others;
    if (ids.length) this.input.setAttribute("aria-describedby", ids.join(" "));
    else this.input.removeAttribute("aria-describedby");
  }

  private typeset(tex: string): void {
    if (tex === this.tex && this.preview.childElementCount) return;
    this.tex = tex;
    this.preview.replaceChildren(formula(`\\displaystyle ${tex}`, false, () => reachable(this.preview)));
  }

  private showShapes(shown: Shown): void {
    this.shapes.hidden = !shown.shape;
    if (!shown.shape) return;
    const whole = make("b", "", this.shape(shown.shape));
    const each = (shown.symbols ?? []).map(([tex, shape]) => {
      const item = make("span", "shaped");
      item.append(formula(tex), make("span", "", shape === "()" ? this.words("number") : shape));
      return item;
    });
    this.shapes.replaceChildren(whole, ...each);
  }

  private shape(text: string): string {
    if (!text) return "";
    return text === "()" ? this.words("number") : this.words("shape", { shape: text });
  }

  private async open(): Promise<void> {
    if (!this.written.hidden) return this.fold();
    const found = await this.expand();
    if (!found) return;
    this.written.replaceChildren(
      ...(found.problem ? [sentence(found.problem)] : []),
      ...(found.given ? [formula(found.given)] : []),
      ...(found.rows.length ? [formula(aligned(found.rows), true, () => reachable(this.written))] : []),
    );
    this.written.hidden = false;
    reachable(this.written);
    this.opener.setAttribute("aria-expanded", "true");
    this.opener.textContent = this.words("fold");
  }

  private fold(): void {
    this.written.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.textContent = this.words("expand");
  }
}

/** Rows under each other; where the first ends with a relation, the others begin behind it. */
function aligned(rows: string[]): string {
  const [first = "", ...rest] = rows;
  const head = /(?:=|\\le|\\ge)$/.test(first) ? `${first}\\;&` : `&${first}\\\\&`;
  return `\\begin{aligned}${head}${rest.join("\\\\&")}\\end{aligned}`;
}
