// The search box of the sidebar: what is found while a name is typed, by keyboard or mouse.
// Ctrl+K (⌘K) leads to the box, the arrows to a result, Enter opens it, Escape closes the results.

const WAIT = 150; // milliseconds after the last letter

const searchWhileTyping = (box) => {
  const found = document.querySelector("#desk_found");
  const told = box.form.querySelector("[role=status]");
  let timer, asking;

  const options = () => [...found.querySelectorAll("[role=option]")];
  const chosen = () => found.querySelector("[aria-selected=true]");
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (shown) => {
    found.hidden = !shown;
    box.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(null);
  };
  const ask = async () => {
    asking?.abort();
    const typed = box.value.trim();
    if (!typed) {
      told.textContent = "";
      return show(false);
    }
    asking = new AbortController();
    try {
      const address = `${box.form.action}?${new URLSearchParams({ q: typed, part: "" })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      found.innerHTML = await answer.text();
      const number = options().filter((option) => !option.matches(".desk-search-all")).length;
      told.textContent = number ? `${number} found` : typed.length < 2 ? "Type two letters or more." : `Nothing has “${typed}” in its name.`;
      show(number > 0);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  const move = (step) => {
    const all = options();
    const place = all.indexOf(chosen());
    if (all.length) choose(all[place < 0 ? (step > 0 ? 0 : all.length - 1) : (place + step + all.length) % all.length]);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("focus", () => box.value && options().length && show(true));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(step);
    else if (event.key === "Escape" && !found.hidden) show(false);
    else if (event.key === "Enter" && chosen()) location.assign(chosen().href);
    else return;
    event.preventDefault();
  });
  // A click on a result takes the focus away before it is a click.
  box.form.addEventListener("focusout", ({ relatedTarget }) => box.form.contains(relatedTarget) || setTimeout(() => show(false), 200));
  document.addEventListener("keydown", (event) => {
    const writing = document.activeElement.closest("[contenteditable=true]"); // there it makes a link
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || writing) return;
    event.preventDefault();
    box.select();
  });
};
addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("#desk_search");
  if (box) searchWhileTyping(box);
});
