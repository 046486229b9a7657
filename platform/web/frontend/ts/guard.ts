// A form is sent once: the second click finds it on its way. Back and reload set it free again.

/** Guards every posting form of the page. */
export function startGuard(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    const button = (event as SubmitEvent).submitter;
    button?.setAttribute("aria-busy", "true");
    // a download leaves the page standing: free the form again
    setTimeout(() => free(form), 8000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach(free));
}

/** Lets a form be sent again. */
export function free(form: HTMLFormElement): void {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
