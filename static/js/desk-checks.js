// What the checks find in an edition's text, listed beside the form and marked in the words.
//
// The text is sent as it is typed, when it stands and whenever typing stops; the answer has every finding with its
// place: a paragraph (-1 the headline, 0 the standfirst, then those of the body) and characters in it. A finding is
// marked only where its very words stand. A press leads to the words; another mends them, or dismisses the finding.

const PAUSE = 800; // milliseconds without a change, after which the text is checked
const SENT = /^(headline|standfirst|body|dateline_on|about|csrfmiddlewaretoken|(bylines|edition_topics|citations)-.*)$/;
const FIELDS = { "-1": "headline", 0: "standfirst" };

const element = (tag, words = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: words, className });

// The characters of a paragraph as the server counts them, each with its position in the document.
function charactersOf(node, start) {
  const characters = [];
  node.forEach((child, offset) => {
    let at = start + 1 + offset;
    const text = child.isText ? child.text : child.type.name === "hardBreak" ? "\n" : "";
    for (const character of text) {
      characters.push({ character, from: at, to: at + character.length });
      at += character.length;
    }
  });
  return characters;
}

const wordsOf = (characters) => characters.map(({ character }) => character).join("");

// Where a finding's words stand in the document: in its paragraph, else wherever they stand first; null for nowhere.
function rangeOf(doc, place) {
  const paragraphs = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const characters = charactersOf(node, position);
    if (characters.length) paragraphs.push(characters);
    return false;
  });
  const exact = paragraphs[place.paragraph - 1]?.slice(place.start, place.end) ?? [];
  if (exact.length && wordsOf(exact) === place.words) return { from: exact[0].from, to: exact.at(-1).to };
  const length = [...place.words].length;
  for (const characters of paragraphs) {
    for (let at = 0; at + length <= characters.length; at++) {
      const tried = characters.slice(at, at + length);
      if (wordsOf(tried) === place.words) return { from: tried[0].from, to: tried.at(-1).to };
    }
  }
  return null;
}

// The editor's plugin that marks findings: those that a transaction brings, moved by every change since. The editor's
// parts are there only on a page with an editor; on others the findings are listed alone.
async function marksOf() {
  const { Plugin, pm } = await import("django-prose-editor/editor");
  const { Decoration, DecorationSet } = pm.view;
  const key = new pm.state.PluginKey("deskChecks");
  const made = (doc, findings) =>
    findings.flatMap((finding) => {
      const range = finding.place && rangeOf(doc, finding.place);
      const className = `desk-finding${finding.blocks ? " blocks" : ""}`;
      return range ? [Decoration.inline(range.from, range.to, { class: className }, { key: finding.key })] : [];
    });
  const plugin = new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, set) {
        const findings = transaction.getMeta(key);
        if (!findings) return set.map(transaction.mapping, transaction.doc);
        return DecorationSet.create(transaction.doc, made(transaction.doc, findings));
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
  return { key, plugin };
}

class Checks {
  constructor(section) {
    this.section = section;
    this.form = document.getElementById(section.dataset.form);
    this.status = section.querySelector("[role=status]");
    this.open = section.querySelector(".desk-checks-open");
    this.dismissed = section.querySelector(".desk-checks-dismissed");
    this.editor = null;
    this.turn = 0;
    this.listed = [];
    this.opening = location.hash.slice(1); // the name of a check: the page opens at the first that it finds
  }

  listen() {
    const later = () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.check(), PAUSE);
    };
    this.form.addEventListener("input", later);
    window.django.jQuery(this.form).on("change", later); // what is found by typing tells its choice by jQuery alone
    this.form.addEventListener("desk-body:change", later);
    this.form.addEventListener("desk-body:ready", ({ detail }) => this.take(detail.editor));
    const textarea = this.form.elements.namedItem("body");
    if (textarea?.deskEditor) this.take(textarea.deskEditor);
    if (!textarea) this.check();
  }

  async take(editor) {
    if (this.editor) return;
    this.editor = editor;
    const { key, plugin } = await marksOf();
    this.marks = key;
    editor.registerPlugin(plugin);
    this.check();
  }

  async check(more = {}) {
    const turn = ++this.turn;
    const sent = new FormData();
    for (const [name, value] of new FormData(this.form)) if (SENT.test(name)) sent.append(name, value);
    for (const [name, value] of Object.entries(more)) sent.append(name, value);
    let told;
    try {
      const answer = await fetch(this.section.dataset.url, { method: "POST", body: sent });
      if (!answer.ok || answer.redirected) throw new Error("no answer");
      told = await answer.json();
    } catch {
      if (turn === this.turn) this.status.textContent = "The text could not be checked just now.";
      return;
    }
    if (turn === this.turn) this.show(told);
  }

  show({ findings = [], dismissed = [], refused = [] }) {
    const blocking = findings.filter(({ blocks }) => blocks).length;
    const warnings = findings.length - blocking;
    const counted = [
      blocking && `${blocking} to mend before it is published`,
      warnings && `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    ].filter(Boolean);
    this.status.textContent = refused.join(" ") || counted.join(", ") || "The checks find nothing to mend.";
    this.list(findings);
    this.dismissed.hidden = !dismissed.length;
    this.dismissed.querySelector("ol").replaceChildren(...dismissed.map((finding) => this.past(finding)));
    if (this.marks) {
      const { view } = this.editor;
      view.domObserver.flush(); // what was typed this moment is read before the words are drawn again
      view.dispatch(view.state.tr.setMeta(this.marks, findings).setMeta("addToHistory", false));
    }
    const sought = this.opening && findings.find(({ key }) => key.startsWith(`${this.opening}:`));
    this.opening = "";
    if (sought) this.jump(sought);
  }

  // Lists the findings. One that reads as before keeps its element, where the keyboard or a reason begun may be.
  list(findings) {
    const before = new Map(this.listed.map((each) => [each.reads, each]));
    this.listed = findings.map((finding) => {
      const reads = JSON.stringify({ ...finding, place: finding.place?.words });
      const same = before.get(reads);
      before.delete(reads);
      if (!same) return { reads, finding, item: this.item(finding) };
      Object.assign(same.finding, finding); // its place in the text is a new one
      return same;
    });
    before.forEach(({ item }) => item.remove());
    this.listed.forEach(({ item }, at) => {
      if (this.open.children[at] !== item) this.open.insertBefore(item, this.open.children[at] ?? null);
    });
  }

  item(finding) {
    const item = element("li", "", finding.blocks ? "blocks" : "");
    const jump = element("button", "", "desk-checks-jump");
    jump.type = "button";
    if (finding.place) jump.append(element("q", finding.place.words), " ");
    jump.append(finding.says);
    jump.title = `${finding.title}. ${finding.why}`;
    jump.addEventListener("click", () => this.jump(finding));
    item.append(element("b", finding.blocks ? "Must be mended" : "Warning"), " ", finding.title, jump);
    const dateline = this.form.elements.namedItem("dateline_on");
    if (finding.undated) {
      item.append(dateline ? this.button(finding.undated, () => dateline.focus()) : element("p", finding.undated));
    }
    if (finding.mend && this.editable(finding)) {
      item.append(this.button(finding.mend.label, () => this.mend(finding)));
    }
    if (finding.dismissable) item.append(this.dismissal(finding));
    return item;
  }

  past(finding) {
    const item = element("li", finding.dismissal);
    if (finding.place) item.prepend(element("q", finding.place.words), " ");
    if (finding.restorable) {
      item.append(this.button("Restore the warning", () => this.check({ restore: finding.key })));
    }
    return item;
  }

  button(words, press) {
    const button = element("button", words);
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  }

  dismissal(finding) {
    const details = element("details");
    const reason = Object.assign(element("input"), { type: "text", maxLength: 400, required: true });
    reason.setAttribute("aria-label", "Why it is right");
    reason.placeholder = "Why it is right";
    const dismiss = () => reason.reportValidity() && this.check({ dismiss: finding.key, reason: reason.value });
    reason.addEventListener("input", (event) => event.stopPropagation());
    reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      dismiss();
    });
    details.append(element("summary", "Dismiss"), reason, this.button("Dismiss", dismiss));
    return details;
  }

  field(finding) {
    return finding.place && this.form.elements.namedItem(FIELDS[finding.place.paragraph] ?? "");
  }

  editable(finding) {
    return finding.place && (finding.place.paragraph > 0 ? this.marks : this.field(finding));
  }

  // Where a finding's words stand by now: marks move with what is typed before them.
  range(finding) {
    if (!this.marks || !finding.place || finding.place.paragraph < 1) return null;
    const [mark] = this.marks.getState(this.editor.state).find(undefined, undefined, ({ key }) => key === finding.key);
    return mark ?? rangeOf(this.editor.state.doc, finding.place);
  }

  jump(finding) {
    const field = this.field(finding);
    const range = this.range(finding);
    if (field) {
      field.focus();
      const before = [...field.value].slice(0, finding.place.start).join("").length;
      field.setSelectionRange(before, before + finding.place.words.length);
    } else if (range) {
      this.editor.chain().focus().setTextSelection({ from: range.from, to: range.to }).scrollIntoView().run();
    }
  }

  mend(finding) {
    const { words, record } = finding.mend;
    const field = this.field(finding);
    const range = this.range(finding);
    if (field) {
      field.value = field.value.replace(finding.place.words, () => words);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (range && record) {
      const { from, to } = range;
      const linked = this.editor.chain().focus().setTextSelection({ from, to }).setMark("recordLink", { id: record });
      linked.setTextSelection(to).run();
    } else if (range) {
      const { state } = this.editor;
      const marked = state.doc.resolve(range.from + 1).marks();
      const text = state.schema.text(words, marked);
      this.editor.view.dispatch(state.tr.replaceWith(range.from, range.to, text));
    }
    this.check();
  }
}

const section = document.querySelector(".desk-checks");
if (section) new Checks(section).listen();
