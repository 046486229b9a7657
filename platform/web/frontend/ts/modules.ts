// Elements that bring a script of their own: `data-module="URL"`, whose default export mounts them.
import { each } from "./dom";

/** Wires `[data-module]`; the policy only lets scripts of this site run. */
export function startModules(): void {
  each("[data-module]", (element) => {
    const address = element.dataset.module ?? "";
    void import(address).then((module: { default: (element: HTMLElement) => void }) => module.default(element));
  });
}
