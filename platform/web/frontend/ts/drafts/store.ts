// Drafts on this device: what was typed, when, and whether the server has it.

const PREFIX = "gradus:draft:";

export type Fields = [name: string, value: string][];
export interface Kept {
  fields: Fields;
  revision: number;
  sent: boolean;
  at: number;
}

/** The draft kept under `key`, if any. */
export function load(key: string): Kept | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? (JSON.parse(text) as Kept) : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; false where the browser forbids it. */
export function keep(key: string, draft: Kept): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept either
  }
}

/** How many drafts wait on this device. */
export function unsent(): number {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .filter((key) => load(key.slice(PREFIX.length))?.sent === false).length;
  } catch {
    return 0;
  }
}

/** Calls `told` when another tab keeps a draft. */
export function onOtherTab(told: (key: string, draft: Kept) => void): void {
  addEventListener("storage", (event) => {
    if (!event.key?.startsWith(PREFIX) || !event.newValue) return;
    told(event.key.slice(PREFIX.length), JSON.parse(event.newValue) as Kept);
  });
}
