// What other scripts of the desk need to know of a body's editor.
//
// The textarea of a body has its editor as `deskEditor`. Events on it, which its form hears too:
// - `desk-body:ready`, once, when the editor stands;
// - `desk-body:change`, after every change of the document, a moment after the textarea has it as HTML.
// Either has `detail.editor`. A script that comes later than the editor finds `deskEditor` there already.
// A plugin of ProseMirror's is added by `editor.registerPlugin(…)`; Plugin and `pm` (its parts: model, state, view …)
// are exports of "django-prose-editor/editor". An extension of the schema or the menu is a line in EXTENSIONS
// (briefings/admin/bodies.py) and its module one in newsroom/settings.py.

import { Extension, Plugin } from "django-prose-editor/editor";

// Pixels that the toolbar takes above the text, and the bar with the buttons below it: the caret stays clear of both.
const CLEAR = { top: 120, bottom: 100, left: 5, right: 5 };

const HINT =
  "Write or paste. “@” and a name link a person, a meeting, a visit or a place; “@” on selected words links these. " +
  "“##” begins a heading.";

const textareaOf = (editor) => editor.options.element.querySelector("textarea");

function tell(editor, event) {
  textareaOf(editor)?.dispatchEvent(new CustomEvent(event, { bubbles: true, detail: { editor } }));
}

export const BodyEvents = Extension.create({
  name: "bodyEvents",

  onCreate() {
    const textarea = textareaOf(this.editor);
    if (textarea) {
      textarea.deskEditor = this.editor;
      this.editor.view.dom.setAttribute("aria-description", HINT);
      this.editor.view.dom.setAttribute("aria-label", textarea.labels[0]?.textContent.trim() || "Body");
    }
    tell(this.editor, "desk-body:ready");
  },

  addProseMirrorPlugins: () => [new Plugin({ props: { scrollThreshold: CLEAR, scrollMargin: CLEAR } })],

  // The textarea is written by the editor's own listener of the same event, so it is told after that.
  onUpdate() {
    queueMicrotask(() => tell(this.editor, "desk-body:change"));
  },
});
