// The field for a new article's address says which articles have nearly the same, as it is typed or made from the headline.

const WAIT = 300; // milliseconds without a key, before the server is asked

const field = document.querySelector("[data-near]");
const said = Object.assign(document.createElement("p"), { className: "desk-said", role: "status" });
let waiting;

const tell = async () => {
  const slug = field.value;
  const answer = await fetch(`${field.dataset.near}?slug=${encodeURIComponent(slug)}`);
  if (!answer.ok || field.value !== slug) return;
  const { near } = await answer.json();
  said.textContent = near.length ? `Nearly the address of ${near.join(", ")}: is it the same piece?` : "";
};

field?.insertAdjacentElement("afterend", said);
field?.form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(tell, WAIT);
});
