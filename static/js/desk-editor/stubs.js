// A record that is not there yet, made from the text: its name and country are asked for, and the page stays.
//
// The server says which records have a name like it, and these are asked about before another is made.

import { crel } from "django-prose-editor/editor";
import { NO_ANSWER, choices } from "desk-editor/asking";

export const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

export function labelled(text, field) {
  return crel("label", {}, [crel("span", { textContent: text }), field]);
}

// Resolves to the record made or chosen, {id, label}; null when called off.
export async function askForStub(editor, address, words) {
  const answer = await fetch(address).catch(() => null);
  const { kinds, countries } = answer?.redirected === false ? await answer.json() : { kinds: [], countries: [] };
  return new Promise((resolve) => {
    const kind = crel("select", { name: "kind" }, kinds.map(([value, text]) => new Option(text, value)));
    const name = crel("input", { name: "name", value: words, required: true, maxLength: 500 });
    const country = crel("select", { name: "country" }, [
      new Option("Not known", ""),
      ...countries.map(([value, text]) => new Option(text, value)),
    ]);
    const zones = crel("div", { hidden: true });
    const said = crel("div", { className: "desk-stub-said", role: "alert" });
    const make = crel("button", { type: "submit", className: "desk-stub-make", textContent: "Make and link" });
    const cancel = crel("button", { type: "button", textContent: "Cancel" });
    const form = crel("form", { method: "dialog" }, [
      crel("p", { id: "desk-stub-title", className: "desk-find-title", textContent: "New record" }),
      labelled("Kind", kind),
      labelled("Name", name),
      labelled("Country", country),
      zones,
      crel("p", {
        className: "desk-find-none",
        textContent: "Readers do not see it: it is completed on its own page before it can be published.",
      }),
      said,
      crel("div", { className: "desk-find-buttons" }, [make, cancel]),
    ]);
    const dialog = crel("dialog", { className: "desk-find", "aria-labelledby": "desk-stub-title" }, [form]);
    let confirmed = "";

    const settle = (record) => {
      dialog.remove();
      editor.view.focus();
      resolve(record);
    };
    const askAbout = (near) => {
      confirmed = name.value;
      make.textContent = "It is another: make and link";
      said.replaceChildren(
        crel("p", { textContent: `“${name.value}” may be entered already. Is it one of these?` }),
        crel("ul", { className: "desk-find-names" }, choices(near, settle)),
      );
      said.querySelector("button").focus();
    };

    // A place whose country says nothing of its time zone: it is asked.
    const askZone = (known) => {
      const field = crel("input", { name: "time_zone", required: true, autocomplete: "off", placeholder: "Asia/Shanghai" });
      field.setAttribute("list", "desk-stub-zones");
      const list = crel("datalist", { id: "desk-stub-zones" }, known.map((zone) => new Option(zone)));
      zones.replaceChildren(labelled("Time zone", field), list);
      zones.hidden = false;
      field.focus();
    };
    const forgetZone = () => {
      zones.replaceChildren();
      zones.hidden = true;
    };

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation(); // the form around, of the edition, is not sent
      make.disabled = true;
      const body = new FormData(form);
      body.set("confirmed", confirmed);
      body.set("edition", editor.options.element.querySelector("textarea").dataset.edition ?? "");
      const told = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() } })
        .then((sent) => sent.json())
        .catch(() => ({ reasons: [NO_ANSWER] }));
      make.disabled = false;
      if (told.made) settle(told.made);
      else if (told.near) askAbout(told.near);
      else if (told.zones) askZone(told.zones);
      else said.replaceChildren(...told.reasons.map((reason) => crel("p", { textContent: reason })));
    });
    name.addEventListener("input", () => {
      make.textContent = "Make and link";
      said.replaceChildren();
    });
    kind.addEventListener("change", forgetZone);
    country.addEventListener("change", forgetZone);
    cancel.addEventListener("click", () => settle(null));
    dialog.addEventListener("cancel", () => settle(null));
    document.body.append(dialog); // not within the edition's form: forms do not nest
    dialog.showModal();
    if (!kinds.length) {
      said.textContent = NO_ANSWER;
      make.disabled = true;
    }
    (words ? country : name).focus();
  });
}
