// Pictures of the record, shown by their id, and the credit in a figure's caption.

import { Mark, Node, crel } from "django-prose-editor/editor";
import { ask, held, namesOf } from "desk-editor/asking";

const PICTURE = "recordPicture";

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
      const picture = this.storage.names[node.attrs.id];
      const caption = crel("figcaption", {}, [
        picture ? `${picture.caption} ` : "A picture that is not in the record",
        crel("small", { textContent: picture?.credit ?? "" }),
        crel("p", { textContent: picture ? `For who does not see it: ${picture.alt}` : "" }),
      ]);
      const dom = crel("figure", {}, [caption]);
      if (picture) dom.prepend(crel("img", { src: picture.address, alt: picture.alt }));
      dom.dataset.image = node.attrs.id;
      return { dom, ignoreMutation: () => true };
    };
  },

  addMenuItems({ buttons, menu }) {
    const { names } = this.options;
    // A picture by its address is refused when the piece is saved: only one that stands there already is changed.
    menu.defineItem({
      name: "figure",
      groups: "nodes",
      button: buttons.text("Figure", "Figure: its picture and alternative text"),
      hidden: (editor) => !editor.isActive("figure"),
      command: (editor) => editor.chain().focus().editImage().run(),
    });
    menu.defineItem({
      name: PICTURE,
      groups: "record",
      button: buttons.text("Picture", "Picture: show a picture of the record"),
      command: async (editor) => {
        const found = await ask(editor, "Show a picture", names);
        if (!found) return;
        editor.storage[PICTURE].names[found.id] = found.picture;
        editor.chain().focus().insertContent({ type: PICTURE, attrs: { id: found.id } }).run();
      },
    });
  },
});

export const Credit = Mark.create({
  name: "credit",
  parseHTML: () => [{ tag: "small" }],
  renderHTML: () => ["small", 0],
});
