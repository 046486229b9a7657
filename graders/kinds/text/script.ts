// The number of words beside a text, told to a reader only when typing rests.

const WORD = /[\p{L}\p{N}_]+(?:[-'’.][\p{L}\p{N}_]+)*/gu;

/** Counts the words of the textarea in `box`. */
export default function mount(box: HTMLElement): void {
  const text = box.querySelector("textarea");
  const count = box.querySelector<HTMLElement>("[data-count]");
  if (!text || !count) return;
  const show = (): void => {
    const n = text.value.match(WORD)?.length ?? 0;
    // as in every language of the site: the plural begins at two, and English says « 0 words »
    const one = n === 1 || (n === 0 && document.documentElement.lang === "fr");
    count.textContent = `${n}\u00a0${one ? box.dataset.word : box.dataset.words}`;
  };
  text.addEventListener("input", show);
  show();
}
