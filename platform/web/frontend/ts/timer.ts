// Time left, in figures; announced at ten, five and one minute; never blinks.
import { announce } from "./announce";
import { each } from "./dom";
import { phrase } from "./phrases";

const SPOKEN = new Set([10, 5, 1]);

/** Wires every `[data-closes]` timer; at zero its `data-form`, if any, is sent. */
export function startTimers(): void {
  each("[data-closes]", (timer) => {
    const end = Date.parse(timer.dataset.closes ?? "");
    // the server's clock counts: the difference is taken once, when the page arrives
    const skew = timer.dataset.now ? Date.parse(timer.dataset.now) - Date.now() : 0;
    const figures = timer.querySelector("[data-left]");
    if (Number.isNaN(end) || !figures) return;
    let spoken = Infinity;
    const tick = setInterval(show, 1000);
    show();

    function show(): void {
      const left = Math.max(0, Math.round((end - Date.now() - skew) / 1000));
      if (figures) figures.textContent = written(left);
      timer.classList.toggle("is-short", left <= 300);
      const minutes = Math.ceil(left / 60);
      if (SPOKEN.has(minutes) && minutes < spoken) announce(phrase("left", { minutes }));
      spoken = Math.min(spoken, minutes);
      if (left > 0) return;
      clearInterval(tick);
      announce(phrase("over"));
      const form = document.getElementById(timer.dataset.form ?? "");
      if (form instanceof HTMLFormElement) form.requestSubmit();
    }
  });
}

function written(seconds: number): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${part(Math.floor((seconds % 3600) / 60))}:${part(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
