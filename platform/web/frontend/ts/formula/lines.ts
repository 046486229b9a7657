// Lines of formulas over the textarea that the form sends: each a field, handled like lines of text.
import { make } from "../dom";
import { startTools, warning } from "./box";
import { Field } from "./field";
import { History, type State } from "./history";
import { isPicture, linesOf } from "./paste";
import { Reader } from "./reader";
import { type Words, wordsOf } from "./words";

interface Row {
  element: HTMLLIElement;
  number: HTMLElement;
  remove: HTMLButtonElement;
  input: HTMLInputElement;
  field: Field;
}

/** Mounts the editor of `box`, which holds the textarea. */
export function mountLines(box: HTMLElement): void {
  const textarea = box.querySelector("textarea");
  if (textarea && !textarea.disabled) new Lines(box, textarea);
}

class Lines {
  private readonly list = make("ol", "fxlines");
  private readonly words: Words;
  private readonly reader: Reader;
  private readonly history: History;
  private rows: Row[] = [];
  private at = 0;

  constructor(private readonly box: HTMLElement, private readonly textarea: HTMLTextAreaElement) {
    this.words = wordsOf(box);
    this.reader = new Reader(box, textarea.name);
    this.label();
    textarea.after(this.list);
    textarea.hidden = true;
    this.rebuild(textarea.value.split("\n").filter((line) => line.trim()));
    this.history = new History(this.state());
    this.listen();
    startTools(box, () => this.rows[this.at]?.input);
    this.read(0);
  }

  private label(): void {
    const label = this.box.querySelector<HTMLLabelElement>(`label[for="${this.textarea.id}"]`);
    if (!label) return;
    label.id ||= `${this.textarea.id}-label`;
    label.removeAttribute("for");
    this.list.setAttribute("role", "list");
    const help = this.textarea.getAttribute("aria-describedby");
    if (help) this.list.setAttribute("aria-describedby", help);
    this.list.setAttribute("aria-labelledby", label.id);
  }

  private listen(): void {
    this.list.addEventListener("input", (event) => this.typed(event.target as HTMLInputElement));
    this.list.addEventListener("focusin", (event) => {
      const at = this.rows.findIndex((row) => row.input === event.target);
      if (at >= 0) this.at = at;
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("paste", (event) => this.paste(event));
    // a draft was put back; another tab has saved
    this.textarea.addEventListener("gradus:written", () => {
      this.rebuild(this.textarea.value.split("\n").filter((line) => line.trim()));
      this.history.record(this.state(), false);
      this.read(0);
    });
    const add = this.box.querySelector<HTMLButtonElement>("[data-add]");
    if (add) {
      add.hidden = false;
      add.addEventListener("click", () => this.insert(this.rows.length, [""]));
    }
    for (const hint of this.box.querySelectorAll<HTMLElement>("[data-keys]")) hint.hidden = false;
    // each line says its own problem, at its place
    for (const said of this.box.querySelectorAll<HTMLElement>("[data-of-line]")) said.hidden = true;
    // the verdict counts lines without empty ones: so does the page from now on
    this.textarea.form?.addEventListener("submit", () => this.rebuild(this.texts().filter((text) => text.trim())));
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const act = this.action(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** What a key does here; undefined: what it does everywhere. */
  private action(event: KeyboardEvent): (() => void) | undefined {
    const { key, altKey, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const up = key === "ArrowUp", down = key === "ArrowDown";
    const empty = !this.rows[this.at]?.input.value && this.rows.length > 1;
    if (command && !altKey && key.toLowerCase() === "z") return () => this.step(shiftKey);
    if (command && !altKey && key.toLowerCase() === "y") return () => this.step(true);
    if (command && key === "Enter") return () => this.textarea.form?.requestSubmit();
    if (command || shiftKey) return undefined;
    if (altKey) return up || down ? () => this.move(up ? -1 : 1) : undefined;
    if (key === "Enter") return () => this.insert(this.at + 1, [""]);
    if (key === "Backspace" && empty) return () => this.removeAt(this.at, -1);
    if (key === "Delete" && empty) return () => this.removeAt(this.at, 0);
    if (up || down) return () => this.focus(this.at + (up ? -1 : 1));
    return undefined;
  }

  private typed(input: HTMLInputElement): void {
    const at = this.rows.findIndex((row) => row.input === input);
    if (at < 0) return;
    this.at = at;
    this.rows[at]?.field.touched();
    this.changed(true);
  }

  private insert(at: number, texts: string[]): void {
    for (const [offset, text] of texts.entries()) this.place(at + offset, text);
    this.focus(at + texts.length - 1);
    this.changed(false);
  }

  private removeAt(at: number, to: number): void {
    this.rows.splice(at, 1)[0]?.element.remove();
    if (!this.rows.length) this.place(0, "");
    this.focus(Math.max(0, at + to));
    this.changed(false);
  }

  private move(by: number): void {
    const to = this.at + by, row = this.rows[this.at], other = this.rows[to];
    if (!row || !other) return;
    this.rows[to] = row;
    this.rows[this.at] = other;
    // the one that is not typed in moves: the field keeps its focus and its caret
    if (by < 0) row.element.after(other.element);
    else row.element.before(other.element);
    this.at = to;
    this.changed(false);
  }

  private paste(event: ClipboardEvent): void {
    const data = event.clipboardData, at = this.rows.findIndex((one) => one.input === event.target);
    const row = this.rows[at];
    if (!data || !row) return;
    this.at = at;
    if (isPicture(data)) {
      event.preventDefault();
      row.field.refuse(this.words("picture"));
      return;
    }
    const lines = linesOf(data.getData("text/plain"));
    if (!lines) return;
    event.preventDefault();
    const { input } = row;
    const start = input.selectionStart ?? input.value.length;
    const rest = input.value.slice(input.selectionEnd ?? start);
    input.value = input.value.slice(0, start) + (lines.shift() ?? "");
    row.field.touched();
    const last = lines.pop();
    if (last === undefined) input.value += rest;
    this.insert(this.at + 1, last === undefined ? [] : [...lines, last + rest]);
  }

  private step(forth: boolean): void {
    const state = forth ? this.history.redo() : this.history.undo();
    if (!state) return;
    this.rebuild(state.texts);
    this.focus(state.at, state.caret);
    this.save();
  }

  private changed(typed: boolean): void {
    this.renumber();
    this.history.record(this.state(), typed);
    this.save();
  }

  private save(): void {
    this.textarea.value = this.texts().filter((text) => text.trim()).join("\n");
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    this.read();
  }

  private read(pause?: number): void {
    const rows = [...this.rows];
    if (!rows.some((row) => row.input.value.trim())) return;
    this.reader.ask(this.texts(), ({ lines, problem }) => {
      for (const [index, row] of rows.entries()) row.field.show(lines[index] ?? { problem, position: -1 });
    }, pause);
  }

  /** The fields hold `texts`, and at least one is there. */
  private rebuild(texts: string[]): void {
    const wanted = texts.length ? texts : [""];
    for (const row of this.rows.splice(wanted.length)) row.element.remove();
    for (const [index, text] of wanted.entries()) {
      const row = this.rows[index];
      if (!row) this.place(index, text);
      else if (row.input.value !== text) {
        row.input.value = text;
        row.field.touched();
      }
    }
    this.at = Math.min(this.at, this.rows.length - 1);
    this.renumber();
  }

  private place(at: number, text: string): void {
    const row = this.row(text);
    const next = this.rows[at];
    if (next) next.element.before(row.element);
    else this.list.append(row.element);
    this.rows.splice(at, 0, row);
  }

  private row(text: string): Row {
    const element = make("li", ""), number = make("span", "ln");
    const input = make("input", "input formula"), remove = make("button", "btn bare sm fxdrop", "×");
    number.setAttribute("aria-hidden", "true");
    Object.assign(input, { type: "text", value: text, autocomplete: "off", spellcheck: false, enterKeyHint: "enter" });
    input.setAttribute("autocapitalize", "off");
    input.setAttribute("autocorrect", "off");
    element.append(number, input, remove);
    const row: Row = { element, number, remove, input, field: this.fieldOf(input) };
    remove.type = "button";
    remove.tabIndex = -1; // by keyboard: Backspace on an empty line
    remove.addEventListener("click", () => this.removeAt(this.rows.indexOf(row), 0));
    return row;
  }

  private fieldOf(input: HTMLInputElement): Field {
    const expand = () =>
      this.reader.expand(this.texts(), this.rows.findIndex((row) => row.input === input));
    return new Field(input, this.words, warning(this.box), expand);
  }

  private renumber(): void {
    for (const [index, row] of this.rows.entries()) {
      row.number.textContent = String(index + 1);
      row.input.setAttribute("aria-label", this.words("line", { number: index + 1 }));
      row.remove.setAttribute("aria-label", this.words("remove", { number: index + 1 }));
      row.remove.disabled = this.rows.length < 2;
    }
  }

  private focus(at: number, caret?: number): void {
    const row = this.rows[Math.min(Math.max(at, 0), this.rows.length - 1)];
    row?.input.focus();
    const place = caret ?? row?.input.value.length ?? 0;
    row?.input.setSelectionRange(place, place);
  }

  private texts(): string[] {
    return this.rows.map((row) => row.input.value);
  }

  private state(): State {
    const caret = this.rows[this.at]?.input.selectionStart ?? 0;
    return { texts: this.texts(), at: this.at, caret };
  }
}
