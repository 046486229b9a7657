// Typing over a selection. Left to itself the browser edits the page and carries the old text's look
// into a style attribute, which the strict policy blocks: so the editor replaces the selection.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const replacing: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.data;
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !text || empty || view.state.readOnly) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type" });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});
