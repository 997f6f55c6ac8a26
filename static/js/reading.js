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

// Beside a record link, in a margin, what "In the record" says of the record. The link leads there.
const wide = matchMedia("(min-width: 78rem)");
const entries = new Map(
  [...document.querySelectorAll(".named a.name")].map((name) => [name.href, name.closest("li")]),
);
const reading = document.querySelector(".reading");
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

// Everything that stands in the margins, or ends them above and below.
const STANDING = [
  "body > header", ".strip", ".opening", ".article-rail > *", ".contents", ".hero", ".text-column",
  ".margin-note", ".article-foot", ".on-tint", "body > footer",
].join();
const GAP = 8;

// Returns where the card covers nothing that stands in its column, in the part of the page that is
// seen: the top nearest to the line; undefined where there is none.
const freeTop = (line) => {
  const { left, right, height } = card.getBoundingClientRect();
  const taken = [...document.querySelectorAll(STANDING)]
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.height && box.left < right && left < box.right)
    .map((box) => [box.top - GAP - height, box.bottom + GAP]);
  const fits = (top) =>
    top >= GAP && top + height <= innerHeight - GAP &&
    taken.every(([above, below]) => top <= above || top >= below);
  return [line, ...taken.flat()].filter(fits)
    .sort((one, other) => Math.abs(one - line) - Math.abs(other - line))[0];
};

// Sets the card in the margin where it is nearest to its link; false where neither has room.
const place = () => {
  const { top: line, bottom } = shownFor.getBoundingClientRect();
  if (bottom < 0 || line > innerHeight) return false;
  const places = [false, true].map((beforeText) => {
    card.classList.toggle("before-text", beforeText);
    return { beforeText, top: freeTop(line) };
  });
  const [nearest] = places.filter(({ top }) => top !== undefined)
    .sort((one, other) => Math.abs(one.top - line) - Math.abs(other.top - line));
  if (!nearest) return false;
  card.classList.toggle("before-text", nearest.beforeText);
  card.style.top = `${nearest.top - reading.getBoundingClientRect().top}px`;
  return true;
};

const show = (link) => {
  const entry = entries.get(link.href);
  if (!entry || !wide.matches) return;
  hide();
  const asOf = document.querySelector(".facts .as-of").cloneNode(true);
  card.replaceChildren(...[...entry.cloneNode(true).childNodes], asOf);
  reading.append(card);
  card.hidden = false;
  shownFor = link;
  if (place()) link.setAttribute("aria-describedby", card.id);
  else hide();
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
addEventListener("scroll", () => shownFor && !place() && hide(), { passive: true });
