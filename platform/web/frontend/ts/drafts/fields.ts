// Reading the fields of a form, and writing them back.
import type { Fields } from "./store";

const OURS = new Set(["csrfmiddlewaretoken", "revision", "idempotency_key"]);

/** What the reader typed, chose or wrote. */
export function read(form: HTMLFormElement): Fields {
  const found: Fields = [];
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !OURS.has(name)) found.push([name, value]);
  return found;
}

/** Puts `fields` into the form and tells those who draw them. */
export function write(form: HTMLFormElement, fields: Fields): void {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of fields) values.set(name, (values.get(name) ?? new Set()).add(value));
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox")) {
      if (!OURS.has(control.name)) control.checked = values.get(control.name)?.has(control.value) ?? false;
    } else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      const given = values.get(control.name);
      if (!given || OURS.has(control.name) || control.type === "hidden") continue;
      control.value = [...given][0] ?? "";
      control.dispatchEvent(new CustomEvent("gradus:written"));
    }
  }
}

/** Whether two readings of a form say the same. */
export function same(one: Fields, other: Fields): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
