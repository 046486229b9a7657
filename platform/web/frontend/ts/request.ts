// htmx under the strict policy (its flags stand in base.html), with the form token of the page.
import htmx from "htmx.org";
import { enhance, setting } from "./dom";

/** Wires htmx. */
export function startRequests(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, verb } = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>).detail;
    if (verb !== "get") headers["X-CSRFToken"] = setting("csrf");
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) enhance(event.target as HTMLElement);
  });
}

/** Tells htmx about HTML that was swapped in without it. */
export function adopt(element: HTMLElement): void {
  htmx.process(element);
}
