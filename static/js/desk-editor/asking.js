// What the modules of the editor share: asking for a row of the record by its name, and the ids that marks hold.
//
// The names of these modules are in the page's import map (briefings/admin/bodies.py), so that a file with a hash in
// its name is found. What marks look like as HTML is what briefings/bodies reads and writes: a body comes back from
// the editor as it went in.

import { crel } from "django-prose-editor/editor";

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

// Ask for a row of the record by name. Resolves to {id, label, note}, to null when called off, and to {words} when
// it is said not to be in the record, for which there is a button if its words are given (`otherwise`).
export function ask(editor, title, address, words = "", otherwise = "") {
  return new Promise((resolve) => {
    const input = crel("input", { type: "search", value: words, className: "desk-find-words" });
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
      const found = await rowsNamed(editor, address, input.value.trim());
      if (turn !== asked) return;
      answered = turn;
      none.textContent = found ? "Nothing has that name." : NO_ANSWER;
      none.hidden = found?.length > 0;
      list.replaceChildren(...choices(found ?? [], settle));
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
