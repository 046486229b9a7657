// Two lists, the order and what is not used: by buttons, by Alt and arrows, by dragging a handle.
import { announce } from "gradus/announce";
import { make } from "gradus/dom";
import { startDragging } from "gradus/ordering/drag";
import { type Row, rowOf } from "gradus/ordering/row";

/** Mounts the lists in `box`, whose selects stay the answer, out of sight. */
export default function mount(box: HTMLElement): void {
  const given = box.querySelector<HTMLElement>("ol.putlist");
  if (!given) return;
  const words = box.dataset;
  const order = make("ol", "putlist order");
  const tray = make("ul", "putlist tray");
  const rows = [...given.querySelectorAll<HTMLElement>("li.putrow")].map((item) => rowOf(item, words));
  const headed = (text: string, list: HTMLElement): HTMLElement => {
    const part = make("section", "ordered");
    const head = make("p", "ordered-head", text);
    list.setAttribute("aria-label", text);
    list.setAttribute("role", "list"); // without its markers Safari would not call it one
    part.append(head, list, make("p", "help none", words.nothing ?? ""));
    return part;
  };
  given.replaceWith(headed(words.order ?? "", order), headed(words.tray ?? "", tray));
  for (const plain of box.querySelectorAll<HTMLElement>("[data-plain]")) plain.hidden = true;

  const placed = (): Row[] => [...order.children].map((item) => rows.find((row) => row.item === item)!);
  const write = (): void => {
    for (const row of rows) row.select.value = "";
    placed().forEach((row, index) => (row.select.value = String(index + 1)));
    dress();
    // the drafts listen to the form
    rows[0]?.select.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const dress = (): void => {
    const all = placed();
    for (const row of rows) row.dress(all.indexOf(row), all.length);
    for (const list of [order, tray]) list.parentElement!.classList.toggle("bare", !list.children.length);
  };
  /** Puts a row before `index` of the order, or out of it. */
  const move = (row: Row, index: number | null): void => {
    row.item.remove();
    if (index === null) {
      const later = rows.slice(rows.indexOf(row) + 1).map((other) => other.item);
      tray.insertBefore(row.item, later.find((item) => item.parentElement === tray) ?? null);
    } else {
      order.insertBefore(row.item, order.children[index] ?? null);
    }
    write();
    const n = placed().indexOf(row) + 1;
    const said = (n ? words.placed : words.out) ?? "";
    announce(said.replace("{letter}", row.letter).replace("{n}", String(n)).replace("{all}", String(order.children.length)));
  };
  const read = (): void => {
    const value = (row: Row): number => Number(row.select.value) || Infinity;
    for (const row of rows) if (value(row) === Infinity) tray.append(row.item);
    for (const row of [...rows].sort((a, b) => value(a) - value(b)))
      if (value(row) < Infinity) order.append(row.item);
    dress();
  };
  for (const row of rows) {
    row.onMove = (to) => {
      const at = placed().indexOf(row);
      const last = order.children.length;
      if (to === "out") move(row, null);
      else if (to === "in") move(row, last);
      else if (at >= 0 && at + to >= 0 && at + to < last) move(row, at + to);
      row.refocus();
    };
    row.select.addEventListener("gradus:written", read);
    startDragging(row.handle, row.item, order, tray, (index) => move(row, index));
  }
  read();
}
