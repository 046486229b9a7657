// Toasts float for ten seconds, stay while they have the pointer or the focus, and can be dismissed.
import { each } from "./dom";

const SECONDS = 10;

/** Wires every toast. */
export function startToasts(): void {
  each("[data-toast]", (toast) => {
    toast.classList.add("float");
    let timer = later();
    const stop = (): void => clearTimeout(timer);
    const again = (): void => {
      stop();
      timer = later();
    };
    toast.addEventListener("pointerenter", stop);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("pointerleave", again);
    toast.addEventListener("focusout", again);
    for (const button of toast.querySelectorAll<HTMLButtonElement>("[data-dismiss]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        stop();
        toast.remove();
        document.getElementById("main")?.focus({ preventScroll: true });
      });
    }

    function later(): ReturnType<typeof setTimeout> {
      return setTimeout(() => toast.remove(), SECONDS * 1000);
    }
  });
}
