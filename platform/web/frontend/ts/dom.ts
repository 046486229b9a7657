// Finding elements, and enhancing what is in the page now and what comes into it later.

type Enhancer = (root: ParentNode) => void;
const enhancers: Enhancer[] = [];

/** All elements below `root` that match, `root` itself included. */
export function all<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T[] {
  const found = [...root.querySelectorAll<T>(selector)];
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root as T);
  return found;
}

/** Calls `enhance` for the page, and for every part of it that is swapped in later. */
export function onContent(enhance: Enhancer): void {
  enhancers.push(enhance);
}

/** Enhances `root`: called once for the document, then for each new piece. */
export function enhance(root: ParentNode): void {
  for (const step of enhancers) step(root);
  // scripts of question kinds are bundles of their own: they hear of it by an event
  document.dispatchEvent(new CustomEvent("gradus:content"));
}

/** Calls `mount` once per element, now and later. */
export function each<T extends HTMLElement>(selector: string, mount: (element: T) => void): void {
  const seen = new WeakSet<T>();
  onContent((root) => {
    for (const element of all<T>(root, selector)) {
      if (seen.has(element)) continue;
      seen.add(element);
      mount(element);
    }
  });
}

/** The one root element of a piece of our own HTML. */
export function parse(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement | null;
}

/** An element with classes and text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  css: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (css) element.className = css;
  if (text) element.textContent = text;
  return element;
}

/** What the page tells its scripts: addresses, the form token, the nonce of style elements. */
export function setting(name: "math" | "csrf" | "nonce"): string {
  return document.querySelector<HTMLMetaElement>('meta[name="gradus"]')?.dataset[name] ?? "";
}
