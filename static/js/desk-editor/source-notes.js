// Notes of sources: a number in the text, the one that readers will see.

import { Node, crel } from "django-prose-editor/editor";
import { ADDRESS, NO_ANSWER, ask, held, namesOf } from "desk-editor/asking";
import { labelled, token } from "desk-editor/stubs";

const NOTE = "sourceNote";

// A source that is not entered yet: by the address of its page, which is read for the rest. Resolves to it, or to null.
function enterSource(editor, address, words) {
  const isAddress = ADDRESS.test(words);
  const url = crel("input", { name: "cite-source", type: "url", required: true, value: isAddress ? words : "" });
  const publisher = crel("input", { name: "cite-publisher", maxLength: 200 });
  const title = crel("input", { name: "cite-title", maxLength: 400, value: isAddress ? "" : words });
  const said = crel("div", { className: "desk-stub-said", role: "alert" });
  const enter = crel("button", { type: "submit", className: "desk-stub-make", textContent: "Enter and note" });
  const cancel = crel("button", { type: "button", textContent: "Cancel" });
  const form = crel("form", { method: "dialog" }, [
    crel("p", { id: "desk-source-title", className: "desk-find-title", textContent: "New source" }),
    labelled("Address of its page", url),
    labelled("Publisher: empty to read it from the page", publisher),
    labelled("Title: empty to read it from the page", title),
    said,
    crel("div", { className: "desk-find-buttons" }, [enter, cancel]),
  ]);
  const dialog = crel("dialog", { className: "desk-find", "aria-labelledby": "desk-source-title" }, [form]);
  return new Promise((resolve) => {
    const settle = (source) => {
      dialog.remove();
      editor.view.focus();
      resolve(source);
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation(); // the form around, of the edition, is not sent
      enter.disabled = true;
      said.textContent = "Reading its page …";
      const told = await fetch(address, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token() } })
        .then((sent) => sent.json())
        .catch(() => ({ reasons: [NO_ANSWER] }));
      enter.disabled = false;
      if (told.made) return settle(told.made);
      publisher.value ||= told.said?.publisher ?? "";
      title.value ||= told.said?.title ?? "";
      said.replaceChildren(...told.reasons.map((reason) => crel("p", { textContent: reason })));
      [publisher, title].find((field) => !field.value)?.focus();
    });
    cancel.addEventListener("click", () => settle(null));
    dialog.addEventListener("cancel", () => settle(null));
    document.body.append(dialog); // not within the edition's form: forms do not nest
    dialog.showModal();
    (isAddress ? publisher : url).focus();
  });
}

async function noteSource(editor, address, names) {
  const asked = await ask(editor, "Note a source", address, {
    takes: "Title or publisher, or paste the address of its page",
    otherwise: "New source…",
    enter: "Enter this page as a source",
  });
  const found = asked?.id || !asked ? asked : await enterSource(editor, address, asked.words);
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
