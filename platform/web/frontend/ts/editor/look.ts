// How code looks: our own classes for words, our own tokens for the frame.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

const words = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], class: "k" },
  { tag: [tags.moduleKeyword, tags.self, tags.bool, tags.null], class: "k" },
  { tag: [tags.string, tags.special(tags.string), tags.docString], class: "s" },
  { tag: tags.number, class: "n1" },
  { tag: tags.comment, class: "c" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: "f" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], class: "f" },
]);

const frame = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--print)", fontSize: ".875rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "-3px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "18rem" },
  ".cm-content": { padding: ".75rem 0", caretColor: "var(--ink-deep)" },
  ".cm-cursor": { borderLeftColor: "var(--ink-deep)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--print-2)", border: "0", minWidth: "3.1rem" },
  ".cm-lineNumbers": { flex: "1" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 1rem 0 .5rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink-deep)", fontWeight: "700" },
  ".cm-line.hit": { backgroundColor: "var(--part-wash)", boxShadow: "inset 3px 0 var(--part)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--ink-wash)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--ink-wash)", outline: "1px solid var(--edge)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--wrong-wash)" },
});

export const look: Extension = [frame, syntaxHighlighting(words as HighlightStyle)];
