// Tables with a caption, which is the table's own: a row would count it. It may hold what any words may.

import { Table, crel, pm, updateAttrsDialog } from "django-prose-editor/editor";

const { DOMParser: Parser, DOMSerializer, Fragment } = pm.model;

// The schema of the editors on the page: all have one. An attribute is read without its editor at hand.
let schema;

// The words of a caption, as the editor keeps words; null for none.
function captionIn(table) {
  const caption = [...table.children].find((each) => each.localName === "caption");
  if (!caption?.textContent.trim() && !caption?.querySelector("sup")) return null;
  const topNode = schema.nodes.paragraph.create();
  return Parser.fromSchema(schema).parse(caption, { topNode }).content.toJSON();
}

function wordsOf(node) {
  return Fragment.fromJSON(node.type.schema, node.attrs.caption ?? []);
}

function drawn(node) {
  return DOMSerializer.fromSchema(node.type.schema).serializeFragment(wordsOf(node));
}

const asked = updateAttrsDialog(
  { caption: { type: "string", title: "Caption" } },
  { title: "Caption of the table", submitText: "Set" },
);

// Ask for the words of the caption. Notes in it stay, after the words.
async function askForCaption(editor) {
  const { $from } = editor.state.selection;
  let depth = $from.depth;
  while ($from.node(depth).type.name !== "table") depth--;
  const [table, place] = [$from.node(depth), $from.before(depth)];
  const words = wordsOf(table);
  const before = words.textBetween(0, words.size);
  const typed = (await asked(editor, { caption: before }))?.caption.trim();
  if (typed === undefined || typed === before) return;
  const notes = words.toJSON()?.filter(({ type }) => type === "sourceNote") ?? [];
  const caption = [...(typed ? [{ type: "text", text: typed }] : []), ...notes];
  editor.view.dispatch(editor.state.tr.setNodeAttribute(place, "caption", caption.length ? caption : null));
  editor.view.focus();
}

export const CaptionedTable = Table.extend({
  onBeforeCreate() {
    schema = this.editor.schema;
  },

  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        rendered: false,
        parseHTML: captionIn,
      },
    };
  },

  parseHTML: () => [{ tag: "table" }, { tag: "table > caption", ignore: true }],

  renderHTML({ node, HTMLAttributes }) {
    if (!node.attrs.caption) return ["table", HTMLAttributes, ["tbody", 0]];
    const contentDOM = crel("tbody");
    return { dom: crel("table", {}, [crel("caption", {}, [drawn(node)]), contentDOM]), contentDOM };
  },

  addNodeView() {
    const draw = this.parent();
    return (props) => {
      const view = draw(props);
      const caption = crel("caption", { contentEditable: "false" });
      const show = (node) => {
        caption.hidden = !node.attrs.caption;
        caption.replaceChildren(drawn(node));
      };
      show(props.node);
      view.table.prepend(caption);
      const [update, ignore] = [view.update.bind(view), view.ignoreMutation.bind(view)];
      view.update = (node) => {
        if (!update(node)) return false;
        show(node);
        return true;
      };
      view.ignoreMutation = (mutation) => caption.contains(mutation.target) || ignore(mutation);
      return view;
    };
  },

  addMenuItems(given) {
    this.parent?.(given);
    given.menu.defineItem({
      name: "tableCaption",
      groups: "table",
      button: given.buttons.text("Caption", "Caption: what the table shows"),
      hidden: (editor) => !editor.isActive("table"),
      command: askForCaption,
    });
  },
});
