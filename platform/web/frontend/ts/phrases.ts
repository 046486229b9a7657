// The sentences scripts say: written by the server, in the reader's language.

const phrases = document.getElementById("phrases")?.dataset ?? {};
const language = document.documentElement.lang || "en";

/** The phrase `name` with its `{places}` filled. */
export function phrase(name: string, places: Record<string, string | number> = {}): string {
  const text = phrases[`say${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ""));
}

/** The time of day in voice, where the site is, as everywhere on its pages: 14 h 32, or 2:32 pm. */
export function clock(moment: Date): string {
  const timeZone = document.querySelector<HTMLElement>('meta[name="gradus"]')?.dataset["zone"];
  const format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  const [hours, minutes] = format.format(moment).split(":").map(Number) as [number, number];
  const padded = String(minutes).padStart(2, "0");
  if (language.startsWith("fr")) return `${hours}\u00a0h\u00a0${padded}`;
  return `${hours % 12 || 12}:${padded}\u00a0${hours < 12 ? "am" : "pm"}`;
}

/** Thousandths of a point as points. */
export function points(milli: number): string {
  const text = String(Number((milli / 1000).toFixed(3)));
  return language.startsWith("fr") ? text.replace(".", ",") : text;
}
