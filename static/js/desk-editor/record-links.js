// Links to records: looked for by name in a dialogue, from the menu or by "@" on selected words.

import { Mark, Plugin } from "django-prose-editor/editor";
import { ask, held, wordsFor } from "desk-editor/asking";

const LINK = "recordLink";

async function linkRecord(editor, address) {
  const { from, to, empty } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ");
  const title = empty ? "Link a record" : `Link “${words}” to a record`;
  const found = await ask(editor, title, address, { words, takes: "A part of any of its names" });
  if (!found) return;
  const mark = { type: LINK, attrs: { id: found.id } };
  if (empty) {
    const text = await wordsFor(editor, found);
    if (text) editor.chain().focus().insertContent({ type: "text", text, marks: [mark] }).run();
  } else {
    editor.chain().focus().setMark(LINK, mark.attrs).setTextSelection(to).run(); // what is typed next comes behind
  }
}

export const RecordLink = Mark.create({
  name: LINK,
  priority: 1001, // before the ordinary link, whose element it shares
  inclusive: false,
  excludes: "link",
  addOptions: () => ({ names: "" }),
  addAttributes: held("data-record"),
  parseHTML: () => [{ tag: "a[data-record]" }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],

  addProseMirrorPlugins() {
    const { editor, options } = this;
    const handleKeyDown = (view, { key }) => {
      if (key !== "@") return false;
      view.domObserver.flush(); // what was selected this moment is read
      if (view.state.selection.empty) return false;
      linkRecord(editor, options.names);
      return true;
    };
    return [new Plugin({ props: { handleKeyDown } })];
  },

  addMenuItems({ buttons, menu }) {
    const { names } = this.options;
    menu.defineItem({
      name: LINK,
      groups: "link",
      priority: 120,
      button: buttons.text("@ Record", "@ Record: link a record"),
      active: (editor) => editor.isActive(LINK),
      command: (editor) => linkRecord(editor, names),
    });
    menu.defineItem({
      name: "recordUnlink",
      groups: "link",
      button: buttons.text("Unlink", "Unlink: remove the link to the record"),
      hidden: (editor) => !editor.isActive(LINK),
      command: (editor) => editor.chain().focus().extendMarkRange(LINK).unsetMark(LINK).run(),
    });
  },
});
