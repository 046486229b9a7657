// The page's one polite live region. At most one announcement a second, the latest one wins.

const PAUSE = 1000;
let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says `text` to readers of the live region. */
export function announce(text: string): void {
  waiting = text;
  timer ??= setTimeout(flush, 50);
}

function flush(): void {
  const live = document.getElementById("live");
  if (live && waiting !== null) live.textContent = waiting;
  waiting = null;
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting !== null) flush();
  }, PAUSE);
}
