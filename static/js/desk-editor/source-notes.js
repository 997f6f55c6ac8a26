// Notes of sources: a number in the text, the one that readers will see.

import { Node } from "django-prose-editor/editor";
import { ask, held, namesOf } from "desk-editor/asking";

const NOTE = "sourceNote";

async function noteSource(editor, address, names) {
  const found = await ask(editor, "Note a source", address);
  if (!found) return;
  names[found.id] = `${found.note}: ${found.label}`;
  editor.chain().focus().insertContent({ type: NOTE, attrs: { id: found.id } }).run();
}

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
      button: buttons.text("Source", "Source: note a source"),
      command: (editor) => noteSource(editor, names, editor.storage[NOTE].names),
    });
  },
});
