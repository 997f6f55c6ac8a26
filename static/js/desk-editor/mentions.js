// "@" in the text opens a list of records under the caret, found by any of their names; the one chosen is linked.
//
// The keyboard stays in the text, which is a combobox while the list is open (WAI-ARIA's pattern): arrows choose, Enter
// or Tab link, Escape closes and leaves what was typed. The last entry makes a new record (stubs.js). On selected words
// "@" links these (record-links.js).

import { Extension, Plugin, crel } from "django-prose-editor/editor";
import { NO_ANSWER, rowsNamed, wordsFor } from "desk-editor/asking";
import { askForStub } from "desk-editor/stubs";

const LIST = "desk-mentions-list";
// An "@" that begins a word, and up to four words after it.
const TYPED = /(?:^|[\s([{“‘"'«—–-])@(?! )([^\s@]*(?: [^\s@]*){0,3})$/u;
// What ends a name: the stop of a sentence, not of an initial or of "St.", and an address.
const ENDED = /[!?。！？]|(?<=\p{L}{2})(?<!(?<!\p{L})St)\.|:\/\/|(?<!\S)www\./u;
const HINT = "Type a name. To link words as they stand, select them first.";
const WAIT = 80; // milliseconds after the last key before the server is asked
const SHORTEST = 2; // letters of a name of which a new record is offered

// The "@" and the words before the caret: {from, to, words}; none if no name is being typed.
function typedAt(state) {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
  const found = TYPED.exec(before);
  return found && !ENDED.test(found[1]) && { from: $from.pos - found[1].length - 1, to: $from.pos, words: found[1] };
}

class MentionList {
  constructor(editor, options) {
    Object.assign(this, { editor, options, typed: null, dismissed: null, active: 0, turn: 0 });
    this.entries = [];
    this.list = crel("ul", { id: LIST, role: "listbox", "aria-label": "Records" });
    this.status = crel("p", { className: "sr-only", role: "status" });
    this.hint = crel("p", { textContent: HINT });
    this.box = crel("div", { className: "desk-mentions", hidden: true });
    editor.options.element.append(this.box, this.status);
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays where it is
    this.list.addEventListener("click", ({ target }) => {
      const entry = target.closest("[role=option]");
      if (entry) this.choose([...this.list.children].indexOf(entry));
    });
    this.list.addEventListener("mousemove", ({ target }) => {
      const place = [...this.list.children].indexOf(target.closest("[role=option]"));
      if (place >= 0 && place !== this.active) this.activate(place);
    });
    editor.on("blur", () => this.close());
  }

  get isOpen() {
    return this.entries.length > 0;
  }

  // Called after every change of document or selection.
  look(state) {
    const typed = typedAt(state);
    if (typed?.from !== this.dismissed) this.dismissed = null;
    if (!typed || this.dismissed !== null || !this.editor.isFocused) return this.close();
    const same = typed.words === this.typed?.words && typed.from === this.typed?.from;
    this.typed = typed;
    if (same) return;
    clearTimeout(this.waiting);
    if (typed.words) this.waiting = setTimeout(() => this.ask(typed), WAIT);
    else this.showHint();
  }

  async ask(typed) {
    const turn = ++this.turn;
    const found = await rowsNamed(this.editor, this.options.names, typed.words);
    if (turn !== this.turn || this.typed !== typed) return;
    const entries = (found ?? []).map((record) => ({ record }));
    if (found && typed.words.trim().length >= SHORTEST) entries.push({ name: typed.words.trim() });
    if (found === null) this.say(NO_ANSWER);
    if (entries.length) this.show(entries);
    else this.hide();
  }

  // How to go on, before a name is typed.
  showHint() {
    this.hide();
    this.open(this.hint);
    this.say(HINT);
  }

  open(part) {
    this.box.replaceChildren(part);
    this.box.hidden = false;
    this.place();
  }

  show(entries) {
    this.entries = entries;
    this.list.replaceChildren(
      ...entries.map(({ record, name }, place) => {
        const words = record
          ? [
              crel("b", { textContent: record.label }),
              " ",
              crel("span", { textContent: [record.note, record.by].filter(Boolean).join(" · ") }),
            ]
          : [crel("span", { textContent: `New record “${name}”…` })];
        return crel("li", { id: `${LIST}-${place}`, role: "option" }, words);
      }),
    );
    this.open(this.list);
    const { dom } = this.editor.view;
    for (const [attribute, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": LIST,
      "aria-expanded": "true",
      "aria-haspopup": "listbox",
    })) {
      dom.setAttribute(attribute, value);
    }
    this.activate(0);
    const count = entries.filter(({ record }) => record).length;
    this.say(count === 1 ? "1 record" : `${count} records`);
  }

  // Under the "@", within the editor.
  place() {
    const at = this.editor.view.coordsAtPos(this.typed.from);
    const around = this.editor.options.element.getBoundingClientRect();
    const room = around.width - this.box.offsetWidth;
    this.box.style.insetInlineStart = `${Math.max(0, Math.min(at.left - around.left, room))}px`;
    this.box.style.insetBlockStart = `${at.bottom - around.top + 4}px`;
    this.box.scrollIntoView({ block: "nearest" });
  }

  activate(place) {
    this.active = (place + this.entries.length) % this.entries.length;
    [...this.list.children].forEach((entry, each) => {
      entry.setAttribute("aria-selected", String(each === this.active));
    });
    this.list.children[this.active].scrollIntoView({ block: "nearest" });
    this.editor.view.dom.setAttribute("aria-activedescendant", `${LIST}-${this.active}`);
  }

  async choose(place) {
    const { record, name } = this.entries[place];
    const { from, to } = this.typed;
    this.close();
    const chosen = record ?? (await askForStub(this.editor, this.options.stubs, name));
    const text = chosen && (await wordsFor(this.editor, chosen));
    const chain = this.editor.chain().focus();
    if (!text) return chain.deleteRange({ from, to: from + 1 }).run(); // called off: the words stay, without "@"
    const mark = { type: "recordLink", attrs: { id: chosen.id } };
    chain.insertContentAt({ from, to }, { type: "text", text, marks: [mark] }).run();
  }

  say(words) {
    this.status.textContent = words;
  }

  hide() {
    this.box.hidden = true;
    this.entries = [];
    const { dom } = this.editor.view;
    dom.setAttribute("role", "textbox");
    for (const attribute of ["autocomplete", "controls", "expanded", "haspopup", "activedescendant"]) {
      dom.removeAttribute(`aria-${attribute}`);
    }
    this.say("");
  }

  close() {
    clearTimeout(this.waiting);
    this.turn++;
    this.typed = null;
    this.hide();
  }

  // Returns whether the key was the list's.
  press(event) {
    if (event.isComposing || (!this.isOpen && (this.box.hidden || event.key !== "Escape"))) return false;
    switch (event.key) {
      case "ArrowDown":
        this.activate(this.active + 1);
        return true;
      case "ArrowUp":
        this.activate(this.active - 1);
        return true;
      case "Enter":
      case "Tab":
        if (event.shiftKey) return false;
        this.choose(this.active);
        return true;
      case "Escape":
        this.dismissed = this.typed.from;
        this.close();
        return true;
    }
    return false;
  }
}

export const Mentions = Extension.create({
  name: "mentions",
  priority: 1010, // its keys come before those that end a paragraph or a list
  addOptions: () => ({ names: "", stubs: "" }),

  addProseMirrorPlugins() {
    const { editor, options } = this;
    let list;
    return [
      new Plugin({
        props: { handleKeyDown: (view, event) => list?.press(event) ?? false },
        view: () => ({
          update: (view, before) => {
            if (view.state.doc.eq(before.doc) && view.state.selection.eq(before.selection)) return;
            list ??= new MentionList(editor, options);
            list.look(view.state);
          },
          destroy: () => list?.box.remove(),
        }),
      }),
    ];
  },
});
