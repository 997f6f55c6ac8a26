// Marks in the table of contents the part that is being read. The page is whole without it.
const links = new Map(
  [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
);
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

const mark = () => {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const current = passed.at(-1)?.id;
  for (const [id, link] of links) {
    if (id === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

if (headings.length) {
  new IntersectionObserver(mark).observe(document.body);
  const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  headings.forEach((heading) => watcher.observe(heading));
}

// Beside a record link, in the margin, what "In the record" says of the record. The link leads there.
const margin = matchMedia("(min-width: 78rem)");
const entries = new Map(
  [...document.querySelectorAll(".named a.name")].map((name) => [name.href, name.closest("li")]),
);
const card = document.createElement("aside");
card.className = "record-card";
card.id = "record-card";
card.hidden = true;
let shownFor = null;
let leaving = 0;

const hide = () => {
  clearTimeout(leaving);
  card.hidden = true;
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
};

const show = (link) => {
  const entry = entries.get(link.href);
  if (!entry || !margin.matches) return;
  hide();
  const asOf = document.querySelector(".facts .as-of").cloneNode(true);
  card.replaceChildren(...[...entry.cloneNode(true).childNodes], asOf);
  document.querySelector(".reading").append(card);
  card.hidden = false;
  const frame = document.querySelector(".reading").getBoundingClientRect();
  card.style.top = `${link.getBoundingClientRect().top - frame.top}px`;
  link.setAttribute("aria-describedby", card.id);
  shownFor = link;
};

const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 300);
};

for (const link of document.querySelectorAll(".prose a.record")) {
  link.addEventListener("mouseenter", () => show(link));
  link.addEventListener("focus", () => show(link));
  link.addEventListener("mouseleave", leave);
  link.addEventListener("blur", leave);
}
card.addEventListener("mouseenter", () => clearTimeout(leaving));
card.addEventListener("mouseleave", leave);
addEventListener("keydown", (event) => event.key === "Escape" && hide());
