// The sentences of a formula editor, written by its template in the reader's language.

export type Words = (name: string, places?: Record<string, string | number>) => string;

/** Reads `data-say-<name>` of `box`. */
export function wordsOf(box: HTMLElement): Words {
  return (name, places = {}) => {
    const text = box.dataset[`say${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
    return text.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ""));
  };
}
