// Quotations: words tied to a statement of the record, in the text or apart from it, and pull quotes.

import { Mark, Node } from "django-prose-editor/editor";
import { ask, held } from "desk-editor/asking";

const SAID = "statement";

// Words that are a statement of the record: those selected, the quotation around, else a new one.
async function quote(editor, address) {
  const { from, to, empty } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ");
  const found = await ask(editor, "Quote a statement", address, { words });
  if (!found) return;
  const chain = editor.chain().focus();
  if (editor.isActive("blockquote")) {
    chain.updateAttributes("blockquote", { statement: found.id }).run();
  } else if (empty) {
    const said = { type: "paragraph", content: [{ type: "text", text: found.label }] };
    chain
      .insertContent({ type: "blockquote", attrs: { statement: found.id }, content: [said] })
      .run();
  } else {
    chain.setMark(SAID, { id: found.id }).run();
  }
}

export const Statement = Mark.create({
  name: SAID,
  priority: 1002, // around the record links in it
  inclusive: false,
  addOptions: () => ({ names: "" }),
  addAttributes: held("data-statement"),
  parseHTML: () => [{ tag: "q[data-statement]" }],
  renderHTML: ({ HTMLAttributes }) => ["q", HTMLAttributes, 0],

  addGlobalAttributes: () => [
    {
      types: ["blockquote"],
      attributes: {
        statement: {
          default: null,
          parseHTML: (element) => element.getAttribute("data-statement"),
          renderHTML: ({ statement }) => (statement ? { "data-statement": statement } : {}),
        },
      },
    },
  ],

  addMenuItems({ buttons, menu }) {
    const { names } = this.options;
    menu.defineItem({
      name: SAID,
      groups: "record",
      button: buttons.text("Statement", "Statement: quote a statement of the record"),
      active: (editor) =>
        editor.isActive(SAID) || Boolean(editor.getAttributes("blockquote").statement),
      command: (editor) => quote(editor, names),
    });
    menu.defineItem({
      name: "statementRelease",
      groups: "record",
      button: buttons.text("Not a statement", "Not a statement: make the words the article’s own again"),
      hidden: (editor) =>
        !editor.isActive(SAID) && !editor.getAttributes("blockquote").statement,
      command: (editor) =>
        editor
          .chain()
          .focus()
          .extendMarkRange(SAID)
          .unsetMark(SAID)
          .updateAttributes("blockquote", { statement: null })
          .run(),
    });
  },
});

// A pull quote: of a statement, whose speaker, office and day the page takes from the record; or of other words, with a
// caption to be typed.
async function pullOut(editor, address) {
  const { from, to, $to } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ");
  const after = $to.depth ? $to.after(1) : to;
  const found = await ask(editor, "Pull out a statement", address, { words, otherwise: "Not in the record" });
  if (!found) return;
  const quoted = [{ type: "paragraph", content: [{ type: "text", text: found.label || words || "…" }] }];
  const caption = { type: "pullQuoteCaption", content: [{ type: "text", text: "Speaker" }] };
  const content = [{ type: "blockquote", attrs: { statement: found.id ?? null }, content: quoted }];
  if (!found.id) content.push(caption);
  editor.chain().focus().insertContentAt(after, { type: "pullQuote", content }).run();
}

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "blockquote pullQuoteCaption?",
  isolating: true,
  addOptions: () => ({ names: "" }),
  parseHTML: () => [{ tag: "figure.pullquote", priority: 60 }],
  renderHTML: () => ["figure", { class: "pullquote" }, 0],

  addMenuItems({ buttons, menu }) {
    const { names } = this.options;
    menu.defineItem({
      name: "pullQuote",
      groups: "quotes",
      button: buttons.text("Pull quote", "Pull quote: a quotation set apart, with its speaker"),
      active: (editor) => editor.isActive("pullQuote"),
      command: (editor) => pullOut(editor, names),
    });
  },
});

export const PullQuoteCaption = Node.create({
  name: "pullQuoteCaption",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "figcaption", context: "pullQuote/", priority: 60 }],
  renderHTML: () => ["figcaption", 0],
});
