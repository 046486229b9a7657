// The sentences scripts say: written by the server, in the reader's language.

const phrases = document.getElementById("phrases")?.dataset ?? {};
const language = document.documentElement.lang || "en";

/** The phrase `name` with its `{places}` filled. */
export function phrase(name: string, places: Record<string, string | number> = {}): string {
  const text = phrases[`say${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ""));
}

/** The time of day in voice: 14 h 32, or 2:32 pm. */
export function clock(moment: Date): string {
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  const hours = moment.getHours();
  if (language.startsWith("fr")) return `${hours}\u00a0h\u00a0${minutes}`;
  return `${hours % 12 || 12}:${minutes}\u00a0${hours < 12 ? "am" : "pm"}`;
}

/** Thousandths of a point as points. */
export function points(milli: number): string {
  const text = String(Number((milli / 1000).toFixed(3)));
  return language.startsWith("fr") ? text.replace(".", ",") : text;
}
