// Lines that the verdict means: marked until the code changes there.
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

const setHits = StateEffect.define<number[]>();
const line = Decoration.line({ class: "hit" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setHits)) continue;
      const { doc } = transaction.state;
      const lines = effect.value.filter((number) => number >= 1 && number <= doc.lines);
      next = Decoration.set(
        [...new Set(lines)].sort((a, b) => a - b).map((number) => line.range(doc.line(number).from)),
      );
    }
    return next;
  },
  provide: (self) => EditorView.decorations.from(self),
});

export const hits: Extension = field;

/** Marks the lines of these numbers (from 1). */
export function markLines(view: EditorView, numbers: number[]): void {
  view.dispatch({ effects: setHits.of(numbers) });
}

/** Puts the cursor on a line and the line in sight. */
export function goToLine(view: EditorView, number: number): void {
  const { doc } = view.state;
  const found = doc.line(Math.min(Math.max(number, 1), doc.lines));
  view.dispatch({ selection: { anchor: found.from }, effects: EditorView.scrollIntoView(found.from, { y: "center" }) });
  view.focus();
}
