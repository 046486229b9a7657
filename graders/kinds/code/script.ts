// The workbench of a code question: the editor, its starter, the lines that the verdict means.
import { edit, replaceAll } from "gradus/editor/editor";
import { goToLine, markLines } from "gradus/editor/hits";
import { setting } from "gradus/dom";

const HITS = "[data-hits] [data-hit]";

/** Mounts the editor in `box`, which holds a textarea and what belongs to it. */
export default function mount(box: HTMLElement): void {
  const textarea = box.querySelector("textarea");
  if (!textarea) return;
  const view = edit(textarea, box.dataset.label ?? "", setting("nonce"));
  // the hint tells what the keys do in the editor: a plain textarea behaves otherwise
  for (const hint of box.querySelectorAll<HTMLElement>("[data-keys]")) hint.hidden = false;

  const reset = box.querySelector<HTMLButtonElement>("[data-starter]");
  const starter = box.querySelector<HTMLTemplateElement>("template[data-code]");
  if (reset && starter) {
    reset.hidden = false;
    // one step in the editor's own history: Ctrl+Z brings the work back
    reset.addEventListener("click", () => {
      const insert = starter.content.textContent ?? "";
      replaceAll(view, insert);
      view.focus();
    });
  }

  const scope = (): ParentNode => box.closest("[data-question]") ?? document;
  const mark = (): void => {
    // a run that stands there is newer than the verdict
    const run = scope().querySelector(".runback:not(:empty)");
    // only the failure that is told in full: what other tests met would mark half the program
    const lines = [...(run ?? scope()).querySelectorAll<HTMLElement>(HITS)];
    markLines(view, lines.map((element) => Number(element.dataset.hit)));
  };
  mark();
  document.addEventListener("gradus:content", mark);
  document.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLElement>("[data-line], [data-editor]");
    if (!link || !scope().contains(link)) return;
    event.preventDefault();
    const line = link.dataset.line ?? scope().querySelector<HTMLElement>(HITS)?.dataset.hit;
    if (line === undefined) view.focus();
    else goToLine(view, Number(line));
  });
}
