// What the reader sees of saving: the indicator, the offline band, the question which draft to keep.
import { make } from "../dom";
import { clock, phrase } from "../phrases";
import { unsent } from "./store";

let offlineSince: Date | null = null;

/** « Enregistré à 14 h 32 », or « Gardé ici ». */
export function indicate(state: "saved" | "kept", at: Date): void {
  const text = state === "saved" ? phrase("saved", { time: clock(at) }) : phrase("kept");
  for (const sign of document.querySelectorAll<HTMLElement>("[data-saved]")) {
    sign.classList.toggle("is-wait", state === "kept");
    const said = sign.querySelector(".said");
    if (said && said.textContent !== text) said.textContent = text;
  }
}

/** The band under the bar: since when, how many answers wait, and a way to try again. */
export function offline(retry: () => void): void {
  offlineSince ??= new Date();
  const count = unsent();
  const strong = make("b", "", phrase("offline", { time: clock(offlineSince) }));
  const text = make("p", "");
  const rest = count === 1 ? phrase("offlineOne") : phrase("offlineMany", { count });
  text.append(strong, count ? ` ${rest}` : "");
  show("part", text, [button(phrase("retry"), retry)]);
}

/** The connection is back and everything is sent. */
export function online(): void {
  if (!offlineSince) return;
  offlineSince = null;
  show("", make("p", "", phrase("online")), []);
  setTimeout(() => {
    if (!offlineSince) band()?.setAttribute("hidden", "");
  }, 6000);
}

/** The server did not take the draft. */
export function refused(detail: string): void {
  show("part", make("p", "", detail || phrase("refused")), []);
}

/** Somebody saved a newer draft: asks, in the form it is about. */
export function conflict(form: HTMLFormElement, takeTheirs: () => void, keepMine: () => void): void {
  if (form.querySelector("[data-conflict]")) return;
  const notice = make("div", "notice part");
  notice.dataset.conflict = "";
  notice.setAttribute("role", "status");
  const choose = (act: () => void) => (): void => {
    notice.remove();
    act();
  };
  notice.append(
    make("p", "", phrase("conflict")),
    button(phrase("takeTheirs"), choose(takeTheirs)),
    button(phrase("keepMine"), choose(keepMine)),
  );
  form.prepend(notice);
}

function band(): HTMLElement | null {
  return document.getElementById("band");
}

function show(tone: string, text: HTMLElement, buttons: HTMLElement[]): void {
  const place = band();
  if (!place) return;
  const notice = make("div", `notice ${tone}`);
  notice.setAttribute("role", "status");
  notice.append(text, ...buttons);
  place.replaceChildren(notice);
  place.hidden = false;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = make("button", "btn sm", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
