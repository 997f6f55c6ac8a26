// How long the body is, under the editor: words and minutes to read, of the whole and of what is selected.
//
// The rule is that of the public pages: briefings/bodies/rendering.py, `word_count` and READING_PACE, which comes as
// the option `pace`. Pictures count with the caption and credit that the record gives them.

import { Extension, crel } from "django-prose-editor/editor";

// Python's \w; "cross-Strait", "Blinken’s" and "2,000" are one word each.
const WORD = /[\p{L}\p{N}_]+(?:[-'’.,][\p{L}\p{N}_]+)*/gu;
const counted = (text) => text.match(WORD)?.length ?? 0;
const named = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

function wordsBetween(editor, from, to) {
  const pictures = editor.storage.recordPicture?.names ?? {};
  const said = (node) => {
    const picture = node.type.name === "recordPicture" && pictures[node.attrs.id];
    if (picture) return `\n${picture.caption} ${picture.credit}\n`;
    return node.type.name === "hardBreak" ? "\n" : "";
  };
  return counted(editor.state.doc.textBetween(from, to, "\n\n", said));
}

export const WordCount = Extension.create({
  name: "wordCount",
  addOptions: () => ({ pace: 0 }),
  addStorage: () => ({ line: null }),

  onCreate() {
    this.storage.line = crel("p", { className: "desk-count" });
    this.editor.options.element.append(this.storage.line);
    this.storage.show = () => {
      const { doc, selection } = this.editor.state;
      const words = wordsBetween(this.editor, 0, doc.content.size);
      const minutes = Math.ceil(words / this.options.pace);
      const parts = [named(words, "word")];
      if (words) parts.push(`${named(minutes, "minute")} to read`);
      if (!selection.empty) {
        parts.push(`${named(wordsBetween(this.editor, selection.from, selection.to), "word")} selected`);
      }
      this.storage.line.textContent = parts.join(" · ");
    };
    this.storage.show();
  },

  onTransaction({ transaction }) {
    if (transaction.docChanged || transaction.selectionSet) this.storage.show?.();
  },
});
