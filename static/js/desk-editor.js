// The editor's own marks: record links, source notes, statements, pictures, pull quotes, credits. What they look like as
// HTML is what briefings/bodies reads and writes: a body comes back from the editor as it went in.

import { Mark, Node, crel } from "django-prose-editor/editor";

const LINK = "recordLink";
const NOTE = "sourceNote";
const SAID = "statement";
const PICTURE = "recordPicture";

const held = (attribute) => () => ({
  id: {
    default: null,
    parseHTML: (element) => element.getAttribute(attribute),
    renderHTML: ({ id }) => ({ [attribute]: id }),
  },
});

// Ask for a record or a source by name. Resolves to {id, label, note}, or null when called off.
function ask(editor, title, address, words = "") {
  return new Promise((resolve) => {
    const input = crel("input", { type: "search", value: words, className: "desk-find-words" });
    input.setAttribute("aria-label", title);
    const list = crel("ul", { className: "desk-find-names" });
    const none = crel("p", { className: "desk-find-none", textContent: "Nothing has that name." });
    none.setAttribute("role", "status");
    const cancel = crel("button", { type: "button", textContent: "Cancel" });
    const dialog = crel("dialog", { className: "desk-find" }, [
      crel("p", { className: "desk-find-title", textContent: title }),
      input,
      list,
      none,
      cancel,
    ]);
    let asked = 0;

    const settle = (found) => {
      dialog.remove();
      editor.view.focus();
      resolve(found);
    };
    const show = async () => {
      const turn = ++asked;
      const url = new URL(address, location.href);
      url.searchParams.set("q", input.value.trim());
      const { results } = await (await fetch(url)).json();
      if (turn !== asked) return;
      none.hidden = results.length > 0;
      list.replaceChildren(
        ...results.map((found) => {
          const button = crel("button", { type: "button" }, [
            crel("b", { textContent: found.label }),
            " ",
            crel("span", { textContent: found.note }),
          ]);
          button.addEventListener("click", () => settle(found));
          return crel("li", {}, [button]);
        }),
      );
    };

    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // it would submit the article
      list.querySelector("button")?.click();
    });
    cancel.addEventListener("click", () => settle(null));
    dialog.addEventListener("cancel", () => settle(null));
    editor.view.dom.parentElement.append(dialog);
    dialog.showModal();
    input.select();
    show();
  });
}

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

async function noteSource(editor, address, names) {
  const found = await ask(editor, "Note a source", address);
  if (!found) return;
  names[found.id] = `${found.note}: ${found.label}`;
  editor.chain().focus().insertContent({ type: NOTE, attrs: { id: found.id } }).run();
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
      button: buttons.text("@ Record", "link a record"),
      active: (editor) => editor.isActive(LINK),
      command: (editor) => linkRecord(editor, names),
    });
    menu.defineItem({
      name: "recordUnlink",
      groups: "link",
      button: buttons.text("Unlink", "remove the link to the record"),
      hidden: (editor) => !editor.isActive(LINK),
      command: (editor) => editor.chain().focus().extendMarkRange(LINK).unsetMark(LINK).run(),
    });
  },
});

// Give every note the number its source will have: that of the source's first place.
function number(editor) {
  const places = [];
  for (const note of editor.view.dom.querySelectorAll("sup[data-source]")) {
    const id = note.dataset.source;
    if (!places.includes(id)) places.push(id);
    note.textContent = places.indexOf(id) + 1;
  }
}

export const SourceNote = Node.create({
  name: NOTE,
  group: "inline",
  inline: true,
  atom: true,
  marks: "",
  addOptions: () => ({ names: "" }),
  addStorage: () => ({ names: {} }),
  addAttributes: held("data-source"),
  parseHTML: () => [{ tag: "sup[data-source]" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],

  onBeforeCreate() {
    Object.assign(this.storage.names, namesOf(this.editor, "sources"));
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("sup");
      dom.dataset.source = node.attrs.id;
      dom.title = this.storage.names[node.attrs.id] || "A source that is not in the record";
      return { dom, ignoreMutation: () => true };
    };
  },

  onCreate() {
    number(this.editor);
  },

  onTransaction({ transaction }) {
    if (transaction.docChanged) number(this.editor);
  },

  addMenuItems({ buttons, menu, editor }) {
    const { names } = this.options;
    menu.defineItem({
      name: NOTE,
      groups: "link",
      priority: 110,
      button: buttons.text("Source", "note a source"),
      command: (editor) => noteSource(editor, names, editor.storage[NOTE].names),
    });
  },
});

// What the record says of an id that the body names; found out by the server, or when it was asked.
function namesOf(editor, attribute) {
  const textarea = editor.options.element?.querySelector("textarea");
  return JSON.parse(textarea?.dataset[attribute] || "{}");
}

// Words that are a statement of the record: those selected, the quotation around, else a new one.
async function quote(editor, address) {
  const { from, to, empty } = editor.state.selection;
  const found = await ask(
    editor,
    "Quote a statement",
    address,
    editor.state.doc.textBetween(from, to, " "),
  );
  if (!found) return;
  const chain = editor.chain().focus();
  if (editor.isActive("blockquote")) {
    chain.updateAttributes("blockquote", { statement: found.id }).run();
  } else if (empty) {
    const words = { type: "paragraph", content: [{ type: "text", text: found.label }] };
    chain
      .insertContent({ type: "blockquote", attrs: { statement: found.id }, content: [words] })
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
      button: buttons.text("Statement", "quote a statement of the record"),
      active: (editor) =>
        editor.isActive(SAID) || Boolean(editor.getAttributes("blockquote").statement),
      command: (editor) => quote(editor, names),
    });
    menu.defineItem({
      name: "statementRelease",
      groups: "record",
      button: buttons.text("Not a statement", "make the words the article’s own again"),
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

export const RecordPicture = Node.create({
  name: PICTURE,
  group: "block",
  atom: true,
  addOptions: () => ({ names: "" }),
  addStorage: () => ({ names: {} }),
  addAttributes: held("data-image"),
  parseHTML: () => [{ tag: "figure[data-image]", priority: 70 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],

  onBeforeCreate() {
    Object.assign(this.storage.names, namesOf(this.editor, "images"));
  },

  addNodeView() {
    return ({ node }) => {
      const name = this.storage.names[node.attrs.id] || "A picture that is not in the record";
      const dom = crel("figure", {}, [crel("figcaption", { textContent: `Picture: ${name}` })]);
      dom.dataset.image = node.attrs.id;
      return { dom, ignoreMutation: () => true };
    };
  },

  addMenuItems({ buttons, menu }) {
    const { names } = this.options;
    menu.defineItem({
      name: PICTURE,
      groups: "record",
      button: buttons.text("Picture", "show a picture of the record"),
      command: async (editor) => {
        const found = await ask(editor, "Show a picture", names);
        if (!found) return;
        editor.storage[PICTURE].names[found.id] = found.label;
        editor.chain().focus().insertContent({ type: PICTURE, attrs: { id: found.id } }).run();
      },
    });
  },
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "blockquote pullQuoteCaption?",
  isolating: true,
  parseHTML: () => [{ tag: "figure.pullquote", priority: 60 }],
  renderHTML: () => ["figure", { class: "pullquote" }, 0],

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "quotes",
      button: buttons.text("Pull quote", "a quotation set apart, with its speaker"),
      active: (editor) => editor.isActive("pullQuote"),
      command: (editor) => {
        const { from, to } = editor.state.selection;
        const words = editor.state.doc.textBetween(from, to, " ") || "…";
        const paragraph = { type: "paragraph", content: [{ type: "text", text: words }] };
        editor
          .chain()
          .focus()
          .insertContent({
            type: "pullQuote",
            content: [
              { type: "blockquote", content: [paragraph] },
              { type: "pullQuoteCaption", content: [{ type: "text", text: "Speaker" }] },
            ],
          })
          .run();
      },
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

export const Credit = Mark.create({
  name: "credit",
  parseHTML: () => [{ tag: "small" }],
  renderHTML: () => ["small", 0],
});
