// Theme switch, print buttons, the menu that closes, insertion buttons.
import { all, each } from "./dom";

/** Wires the small controls of the bar. */
export function startSwitches(): void {
  each<HTMLButtonElement>("[data-theme-switch]", (button) => {
    button.hidden = false;
    button.addEventListener("click", switchTheme);
  });
  each<HTMLButtonElement>("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  each<HTMLDetailsElement>("details[data-menu]", closing);
  document.addEventListener("click", (event) => {
    for (const menu of all<HTMLDetailsElement>(document, "details[data-menu][open]"))
      if (!menu.contains(event.target as Node)) menu.open = false;
  });
}

function switchTheme(): void {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("gradus:theme", root.dataset.theme);
  } catch {
    // a private window: the choice lasts as long as the page
  }
}

function closing(menu: HTMLDetailsElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
