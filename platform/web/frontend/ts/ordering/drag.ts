// Dragging a step by its handle with mouse, pen or finger: a line shows where it would go.

const EDGE = 60;

/** Calls `drop` with the place in `order`, or null for the tray; Escape lets go. */
export function startDragging(
  handle: HTMLElement,
  item: HTMLElement,
  order: HTMLElement,
  tray: HTMLElement,
  drop: (index: number | null) => void,
): void {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    let target: number | null | undefined;
    const others = (): HTMLElement[] => ([...order.children] as HTMLElement[]).filter((one) => one !== item);
    const clear = (): void => {
      for (const one of [order, tray, ...order.children]) one.classList.remove("drop-at", "drop-end");
    };
    const over = (move: PointerEvent): void => {
      clear();
      target = place(move.clientY);
      if (target === null) tray.classList.add("drop-at");
      else if (target !== undefined) (others()[target] ?? order).classList.add(others()[target] ? "drop-at" : "drop-end");
      if (move.clientY < EDGE) window.scrollBy(0, -12);
      else if (move.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    };
    const place = (y: number): number | null | undefined => {
      const below = tray.parentElement!.getBoundingClientRect();
      if (y >= below.top && y <= below.bottom + EDGE) return null;
      const above = order.parentElement!.getBoundingClientRect();
      if (y < above.top - EDGE || y > above.bottom + EDGE) return undefined;
      const index = others().findIndex((one) => {
        const box = one.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      return index < 0 ? others().length : index;
    };
    const ends = new AbortController();
    const end = (keep: boolean): void => {
      ends.abort();
      clear();
      item.classList.remove("dragged");
      if (keep && target !== undefined) {
        drop(target);
        handle.focus({ preventScroll: true });
      }
    };
    const heard = { signal: ends.signal };
    handle.addEventListener("pointermove", over, heard);
    handle.addEventListener("pointerup", () => end(true), heard);
    handle.addEventListener("pointercancel", () => end(false), heard);
    document.addEventListener("keydown", (key) => key.key === "Escape" && end(false), heard);
  });
}
