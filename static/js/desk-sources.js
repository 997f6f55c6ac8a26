// A field for a source offers those whose title or publisher has the words typed so far.

{
  const WAIT = 200; // milliseconds without a key, before the server is asked
  const asked = new WeakMap();
  const isForSource = (field) => field.matches?.("input[data-sources]"); // a body has data of the same name

  const offer = async (field) => {
    const words = field.value.trim();
    if (words.length < 2 || /^https?:/.test(words)) return;
    const answer = await fetch(`${field.dataset.sources}?q=${encodeURIComponent(words)}`);
    if (!answer.ok || field.value.trim() !== words) return;
    const { results } = await answer.json();
    const list = document.getElementById(`${field.id}-offered`) ?? field.insertAdjacentElement("afterend", document.createElement("datalist"));
    list.id = `${field.id}-offered`;
    list.replaceChildren(...results.map(({ value, label, note }) => new Option(`${note}: ${label}`, value)));
    field.setAttribute("list", list.id);
  };

  document.addEventListener("input", ({ target: field }) => {
    if (!isForSource(field)) return;
    clearTimeout(asked.get(field));
    asked.set(field, setTimeout(() => offer(field), WAIT));
  });
  // What is pasted replaces the source that was offered.
  document.addEventListener("focusin", ({ target: field }) => isForSource(field) && field.select());
}
