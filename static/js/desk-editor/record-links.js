// Links to records: looked for by name in a dialogue, from the menu or by "@" on selected words.

import { Mark, Plugin, pm } from "django-prose-editor/editor";
import { ask, held, wordsFor } from "desk-editor/asking";

const LINK = "recordLink";
const ENDS = /[,;:!?()]|\p{L}{2}\.$/u;

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

// The link whose words, all of them, are from here to there; null for none.
function linkOver(doc, from, to) {
  const [start, end] = [doc.resolve(from), doc.resolve(to)];
  const mark = start.nodeAfter?.marks.find(({ type }) => type.name === LINK);
  let whole = Boolean(mark) && ![start.nodeBefore, end.nodeAfter].some((node) => node && mark.isInSet(node.marks));
  doc.nodesBetween(from, to, (node) => {
    if (whole && node.isInline && !mark.isInSet(node.marks)) whole = false;
  });
  return whole ? mark : null;
}

// Typed over the whole of a link, words stay linked: until the caret moves, or to the next stop that is no initial's.
function retyping() {
  let going = null; // where the typing goes on, and what was typed
  return (view, from, to, text) => {
    const { doc, schema, tr } = view.state;
    const goesOn = from === to && going?.at === from;
    const marks = goesOn ? going.marks : from < to && linkOver(doc, from, to) && doc.resolve(from).nodeAfter.marks;
    const words = (goesOn ? going.words : "") + text;
    going = marks && !ENDS.test(words) ? { at: from + text.length, marks, words } : null;
    if (!going) return false;
    if (!goesOn) pm.history.closeHistory(tr); // one step takes it back
    tr.replaceWith(from, to, schema.text(text, marks));
    view.dispatch(tr.setSelection(pm.state.TextSelection.create(tr.doc, going.at)).scrollIntoView());
    return true;
  };
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
      if (key.length === 1) view.domObserver.flush(); // what was selected this moment is read before it is typed over
      if (key !== "@" || view.state.selection.empty) return false;
      linkRecord(editor, options.names);
      return true;
    };
    return [new Plugin({ props: { handleKeyDown, handleTextInput: retyping() } })];
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
