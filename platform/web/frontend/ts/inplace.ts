// Forms whose answer takes its place in the page: the server sends one piece, named by its id.
// Whatever else comes back, or without script, the form is sent as forms are.
import { announce } from "./announce";
import { parse } from "./dom";
import { free } from "./guard";
import { phrase } from "./phrases";
import { swap } from "./swap";

/** Wires every `form[data-inplace]`; to be started after the guard, which drops second clicks. */
export function startInPlace(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.dataset.inplace === undefined) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
}

async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  let response: Response;
  try {
    const body = new FormData(form, button);
    response = await fetch(address, { method: "POST", body, headers: { "X-Piece": "1" } });
  } catch {
    free(form);
    form.dispatchEvent(new CustomEvent("gradus:unsent"));
    announce(phrase("kept"));
    return;
  }
  const fresh = response.headers.get("X-Piece") ? parse(await response.text()) : null;
  const old = fresh && document.getElementById(fresh.id);
  free(form);
  if (!fresh || !old) {
    delete form.dataset.inplace;
    form.requestSubmit(button);
    return;
  }
  swap(old, fresh);
  if (!button?.hasAttribute("data-run")) settled(form, fresh, response.ok);
}

/** The form learns that its answer is kept; the reader stands at what was said. */
function settled(form: HTMLFormElement, fresh: HTMLElement, taken: boolean): void {
  if (form.isConnected) {
    const detail = Number(fresh.dataset.revision ?? 0);
    form.dispatchEvent(new CustomEvent(taken ? "gradus:sent" : "gradus:unsent", { detail }));
  }
  const address = new URL(location.href);
  address.searchParams.delete("edit"); // a reload shows the verdict, not the form again
  history.replaceState(history.state, "", address);
  const said = fresh.querySelector<HTMLElement>("[role=alert], [data-verdict], [data-focus]");
  said?.focus();
  if (said && said.getAttribute("role") !== "alert") announce(said.textContent?.trim() ?? "");
}
