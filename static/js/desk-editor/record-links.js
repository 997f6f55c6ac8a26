// Links to records: looked for by name in a dialogue, from the menu.

import { Mark } from "django-prose-editor/editor";
import { ask, held } from "desk-editor/asking";

const LINK = "recordLink";

async function linkRecord(editor, address) {
  const { from, to, empty } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ");
  const found = await ask(editor, "Link a record", address, words);
  if (!found) return;
  const mark = { type: LINK, attrs: { id: found.id } };
  if (empty) {
    editor.chain().focus().insertContent({ type: "text", text: found.label, marks: [mark] }).run();
  } else {
    editor.chain().focus().setMark(LINK, mark.attrs).run();
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
