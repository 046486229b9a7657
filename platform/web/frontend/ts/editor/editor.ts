// CodeMirror on a textarea that stays the truth: without script the textarea itself is the editor.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { hits } from "./hits";
import { look } from "./look";
import { replacing } from "./replacing";

/** Puts an editor in the textarea's place; `nonce` lets CodeMirror's one style element in. */
export function edit(textarea: HTMLTextAreaElement, label: string, nonce: string): EditorView {
  const locked = textarea.disabled || textarea.readOnly;
  const view = new EditorView({
    parent: textarea.parentElement ?? document.body,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run: () => press(textarea, "[data-run]") },
            { key: "Shift-Mod-Enter", run: () => press(textarea, ".main") },
          ]),
        ),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        python(),
        replacing,
        look,
        hits,
        EditorState.readOnly.of(locked),
        EditorView.contentAttributes.of(attributes(textarea, label)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) tell(textarea, update.state.doc.toString());
        }),
      ],
    }),
  });
  follow(textarea, view);
  return view;
}

/** Replaces the whole text, as one step that undo takes back. */
export function replaceAll(view: EditorView, insert: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert },
    annotations: isolateHistory.of("full"),
  });
}

function attributes(textarea: HTMLTextAreaElement, label: string): Record<string, string> {
  // said aloud: checkers of accessibility do not count an editable region as reachable
  const given: Record<string, string> = { "aria-label": label, tabindex: "0" };
  const described = textarea.getAttribute("aria-describedby");
  if (described) given["aria-describedby"] = described;
  if (textarea.getAttribute("aria-invalid") === "true") given["aria-invalid"] = "true";
  return given;
}

/** The textarea learns every change, and so does whoever listens to the form. */
function tell(textarea: HTMLTextAreaElement, text: string): void {
  if (textarea.value === text) return;
  textarea.value = text;
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A draft put back, or a reset form, reaches the editor. */
function follow(textarea: HTMLTextAreaElement, view: EditorView): void {
  const take = (): void => {
    if (view.state.doc.toString() !== textarea.value) replaceAll(view, textarea.value);
  };
  textarea.addEventListener("gradus:written", take);
  textarea.form?.addEventListener("reset", () => setTimeout(take));
  // a label's click belongs to the editor now
  textarea.addEventListener("focus", () => view.focus());
  textarea.classList.add("vh");
  textarea.tabIndex = -1;
  textarea.setAttribute("aria-hidden", "true");
}

/** Presses a button of the form; where there is none of that sort, the main one. */
function press(textarea: HTMLTextAreaElement, which: string): boolean {
  const form = textarea.form;
  const main = form?.querySelector<HTMLButtonElement>("button.main[type=submit]");
  const button = form?.querySelector<HTMLButtonElement>(`button${which}[type=submit]`) ?? main;
  if (!button?.disabled) form?.requestSubmit(button ?? null);
  return true;
}
