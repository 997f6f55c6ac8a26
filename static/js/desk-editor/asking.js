// What the modules of the editor share: asking for a row of the record by its name, and the ids that marks hold.
//
// The names of these modules are in the page's import map (briefings/admin/bodies.py), so that a file with a hash in
// its name is found. What marks look like as HTML is what briefings/bodies reads and writes: a body comes back from
// the editor as it went in.

import { crel, updateAttrsDialog } from "django-prose-editor/editor";

// An attribute `id`, kept in the HTML under the name of the attribute.
export const held = (attribute) => () => ({
  id: {
    default: null,
    parseHTML: (element) => element.getAttribute(attribute),
    renderHTML: ({ id }) => ({ [attribute]: id }),
  },
});

// What the record says of an id that the body names; found out by the server, or when it was asked.
export function namesOf(editor, attribute) {
  const textarea = editor.options.element?.querySelector("textarea");
  return JSON.parse(textarea?.dataset[attribute] || "{}");
}

// The day of the piece: the dateline's as it stands in the form, else the one that the page came with.
function dayOf(editor) {
  const textarea = editor.options.element.querySelector("textarea");
  return textarea?.form?.elements.dateline_on?.value || textarea?.dataset.day || "";
}

const WAIT = 80; // milliseconds after the last key before the server is asked
export const ADDRESS = /^https?:\/\/\S+$/;
export const NO_ANSWER = "The record cannot be asked now: are you still signed in?";

// The rows of the record whose names have the words; null if the server does not answer.
export async function rowsNamed(editor, address, words) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", words);
  url.searchParams.set("day", dayOf(editor));
  const answer = await fetch(url).catch(() => null);
  return answer?.ok && !answer.redirected ? (await answer.json()).results : null;
}

// Items of a list, each a button that chooses a row.
export function choices(rows, choose) {
  return rows.map((row) => {
    const button = crel("button", { type: "button" }, [
      crel("b", { textContent: row.label }),
      " ",
      crel("span", { textContent: row.note }),
    ]);
    button.addEventListener("click", () => choose(row));
    return crel("li", {}, [button]);
  });
}

const TITLED = new Set(["article", "meeting", "visit"]); // their labels are titles, no words of a sentence

// The words that link a record that is put into the text: its name; of a title they are asked. Null when called off.
export async function wordsFor(editor, { type, label }) {
  if (!TITLED.has(type)) return label;
  const words = { type: "string", title: `Words in the text that link “${label}”`, required: true };
  const asked = updateAttrsDialog({ words }, { submitText: "Link" })(editor, { words: label });
  document.activeElement.select(); // typing replaces the title
  const told = await asked;
  return told && (told.words.trim() || label);
}

// Ask for a row of the record by name. Resolves to {id, label, note}, to null when called off, and to {words} when
// it is said not to be in the record, for which there is a button if its words are given (`otherwise`); so does the
// address of a page that nothing has, of which `enter` is said. `takes` says what may be typed.
export function ask(editor, title, address, { words = "", takes = "", otherwise = "", enter = "" } = {}) {
  return new Promise((resolve) => {
    const input = crel("input", { type: "search", value: words, className: "desk-find-words", placeholder: takes });
    input.setAttribute("aria-label", title);
    const list = crel("ul", { className: "desk-find-names" });
    const none = crel("p", { className: "desk-find-none", role: "status" });
    const cancel = crel("button", { type: "button", textContent: "Cancel" });
    const other = crel("button", { type: "button", textContent: otherwise, hidden: !otherwise });
    const dialog = crel("dialog", { className: "desk-find", "aria-label": title }, [
      crel("p", { className: "desk-find-title", textContent: title }),
      input,
      list,
      none,
      crel("div", { className: "desk-find-buttons" }, [other, cancel]),
    ]);
    let [asked, answered, waiting, wanted] = [0, 0, null, false];

    const settle = (found) => {
      dialog.remove();
      editor.view.focus();
      resolve(found);
    };
    const choose = () => list.querySelector("button")?.click();
    const show = async () => {
      const turn = ++asked;
      const typed = input.value.trim();
      const found = await rowsNamed(editor, address, typed);
      if (turn !== asked) return;
      answered = turn;
      const rows = found ?? [];
      if (enter && found?.length === 0 && ADDRESS.test(typed)) rows.push({ label: enter, note: "", words: typed });
      none.textContent = found ? "Nothing has that name." : NO_ANSWER;
      none.hidden = Boolean(rows.length || (found && !typed));
      list.replaceChildren(...choices(rows, settle));
      if (wanted) choose();
      wanted = false;
    };
    // The list is that of the words before until it is answered: nothing is chosen from it by then.
    const look = () => {
      asked++;
      none.textContent = "Looking …";
      none.hidden = false;
      clearTimeout(waiting);
      waiting = setTimeout(show, WAIT);
    };

    // Arrows go from row to row; the first is that of the field itself, in which Enter takes it.
    const step = (event) => {
      const ways = { ArrowDown: 1, ArrowUp: -1 };
      if (!(event.key in ways)) return;
      event.preventDefault();
      const stops = [input, ...list.querySelectorAll("li + li button")];
      stops[Math.max(0, stops.indexOf(document.activeElement)) + ways[event.key]]?.focus();
    };
    dialog.addEventListener("keydown", step);
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      if (!["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault(); // they would submit the article, or empty the field first
      if (event.key === "Escape") settle(null);
      else if (answered === asked) choose();
      else wanted = true;
    });
    other.addEventListener("click", () => settle({ words: input.value.trim() }));
    cancel.addEventListener("click", () => settle(null));
    dialog.addEventListener("cancel", () => settle(null));
    editor.view.dom.parentElement.append(dialog);
    dialog.showModal();
    input.select();
    show();
  });
}
