// What the desk's pages add to their look: names for what is found by typing, and a word while it works.

// A choice that is found by typing is called by its label, or its column, also while it is empty.
const nameChoices = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible:not([data-named])")) {
    const box = select.nextElementSibling.querySelector("[role=combobox]");
    const chosen = box.querySelector("[role=textbox]");
    box.id ||= `${select.id}-choice`;
    box.ariaLabel = (select.labels[0]?.textContent ?? select.closest("[data-label]")?.dataset.label ?? select.name).trim();
    box.setAttribute("aria-labelledby", `${box.id} ${chosen?.id ?? ""}`.trim());
    chosen?.setAttribute("aria-labelledby", box.id);
    // Where several can be chosen, the words are typed in the box itself.
    box.querySelector("[role=searchbox]")?.setAttribute("aria-label", box.ariaLabel);
    select.dataset.named = "";
  }
};
// What the look leaves without a name: parts that scroll, each by what is in it, and columns of boxes.
const nameParts = () => {
  for (const part of document.querySelectorAll(".simplebar-content-wrapper")) {
    const rows = part.closest("[id$=-group]")?.id.replace(/-\d*-?group$/, "");
    part.ariaLabel = part.closest("#nav-sidebar") ? "All of the desk" : (rows ?? "More");
  }
  for (const head of document.querySelectorAll("th")) {
    if (!head.textContent.trim() && !head.querySelector("input")) head.innerHTML = '<span class="sr-only">Row</span>';
  }
};
addEventListener("load", () => setTimeout(() => (nameChoices(), nameParts()))); // they are made after the load
// Who opens a form that begins something types at once: its first field has the keyboard, or the first that is wrong.
// Django's own script looks for it too early, while the look still hides the page.
const beginTyping = () => {
  const begun = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
  const form = begun ? document.getElementById(`${begun}_form`) : document.querySelector(".desk-dialogue");
  if (!form || document.activeElement !== document.body) return;
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const shown = fields.filter((field) => !field.disabled && field.offsetParent && field.name);
  const first = shown.find((field) => field.ariaInvalid === "true") ?? shown[0];
  if (first?.matches(".select2-hidden-accessible")) first.nextElementSibling.querySelector("[tabindex]")?.focus();
  else first?.focus();
};
addEventListener("load", () => setTimeout(beginTyping));
document.addEventListener("formset:added", () => setTimeout(nameChoices));

// Enter in a field saves the page; in one that a button asks for it presses that button.
document.addEventListener("keydown", (event) => {
  const { target: field } = event;
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !field.matches("#content input:read-write")) return;
  const saving = field.form?.querySelector("#desk-copy") && ["_continue", "_save"].map((name) => field.form.elements.namedItem(name));
  const button = field.closest(".desk-offer")?.querySelector("button[type=submit]") ?? saving?.find(Boolean);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A form that nothing keeps, as those of an import, has its words once: before the page goes without them, it asks.
let typedIn = null;
document.addEventListener("input", ({ target: field }) => {
  const { form } = field;
  if (form?.method === "post" && field.matches("#content :is(textarea, input:read-write)") && !form.querySelector("#desk-copy")) typedIn = form;
});
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (form === typedIn && !defaultPrevented) typedIn = null;
});
addEventListener("beforeunload", (event) => typedIn && event.preventDefault());

// A button that takes long says so once it is pressed, and cannot be pressed twice.
document.addEventListener("submit", ({ target: form, submitter }) => {
  const words = submitter?.dataset.working;
  if (!words) return;
  form.querySelector("[role=status]").textContent = words;
  setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
});
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelector("button[data-working]:disabled") && location.reload());
