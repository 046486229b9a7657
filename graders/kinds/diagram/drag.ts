// Dragging by mouse, pen or finger: a ghost follows the pointer until it is let go.

/** What is dragged (null: nothing here), what the pointer is over, where it is dropped. */
export interface Drag {
  what: () => HTMLElement | null | undefined;
  over: (under: Element | null) => void;
  drop: (under: Element | null) => void;
}

const FAR = 6; // pixels: below it a press is a press

/** Lets `from` be dragged; the click that ends a drag is swallowed. */
export function dragging(from: HTMLElement, drag: Drag): void {
  from.addEventListener("pointerdown", (down) => {
    const source = down.button === 0 ? drag.what() : null;
    if (source) follow(from, source, down, drag);
  });
}

function follow(from: HTMLElement, source: HTMLElement, down: PointerEvent, drag: Drag): void {
  const stop = new AbortController();
  const { signal } = stop;
  let ghost: HTMLElement | null = null;
  const under = (event: PointerEvent): Element | null => document.elementFromPoint(event.clientX, event.clientY);
  from.setPointerCapture(down.pointerId);

  const end = (): void => {
    stop.abort();
    ghost?.remove();
    drag.over(null);
  };
  from.addEventListener("pointermove", (event) => {
    const away = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (!ghost && away < FAR) return;
    ghost ??= lift(source);
    ghost.style.left = `${event.clientX}px`;
    ghost.style.top = `${event.clientY}px`;
    drag.over(under(event));
  }, { signal });
  from.addEventListener("pointerup", (event) => {
    const moved = ghost !== null;
    end();
    if (!moved) return;
    swallowClick(from);
    drag.drop(under(event));
  }, { signal });
  from.addEventListener("pointercancel", end, { signal });
}

function lift(source: HTMLElement): HTMLElement {
  const ghost = source.cloneNode(true) as HTMLElement;
  ghost.classList.add("ghosted");
  ghost.classList.remove("used");
  ghost.setAttribute("aria-hidden", "true");
  document.body.append(ghost);
  return ghost;
}

function swallowClick(from: HTMLElement): void {
  const swallow = (event: Event): void => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  from.addEventListener("click", swallow, { capture: true, once: true });
  // a drag that ends elsewhere clicks nothing: the next click is a real one
  setTimeout(() => from.removeEventListener("click", swallow, { capture: true }), 0);
}
