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
export function dayOf(editor) {
  const textarea = editor.options.element.querySelector("textarea");
  return textarea?.form?.elements.dateline_on?.value || textarea?.dataset.day || "";
}

// Ask for a row of the record by name. Resolves to {id, label, note}, to null when called off, and to {} when it is
// said not to be in the record, for which there is a button if its words are given (`otherwise`).
export function ask(editor, title, address, words = "", otherwise = "") {
  return new Promise((resolve) => {
    const input = crel("input", { type: "search", value: words, className: "desk-find-words" });
    input.setAttribute("aria-label", title);
    const list = crel("ul", { className: "desk-find-names" });
    const none = crel("p", { className: "desk-find-none", textContent: "Nothing has that name." });
    none.setAttribute("role", "status");
    const cancel = crel("button", { type: "button", textContent: "Cancel" });
    const other = crel("button", { type: "button", textContent: otherwise, hidden: !otherwise });
    const dialog = crel("dialog", { className: "desk-find", "aria-label": title }, [
      crel("p", { className: "desk-find-title", textContent: title }),
      input,
      list,
      none,
      crel("div", { className: "desk-find-buttons" }, [other, cancel]),
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
      url.searchParams.set("day", dayOf(editor));
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
    other.addEventListener("click", () => settle({}));
    cancel.addEventListener("click", () => settle(null));
    dialog.addEventListener("cancel", () => settle(null));
    editor.view.dom.parentElement.append(dialog);
    dialog.showModal();
    input.select();
    show();
  });
}
