// What is pasted is reduced to what a body may hold before the editor reads it: Word's paragraphs that only look like
// lists become lists, Google Docs' styles become bold and italic, a page's menus, trackers and empty paragraphs go.
//
// `cleaned` is all rules, from HTML to HTML. What the editor itself put on the clipboard passes unchanged.

import { Extension, Plugin, crel } from "django-prose-editor/editor";

const DROPPED = new Set(
  "script style template noscript iframe object embed svg math canvas video audio nav menu aside footer form button input select textarea xml title meta link".split(" "),
);
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" };
const WORD_STYLES = { MsoTitle: "h2", MsoSubtitle: "h3", MsoQuote: "blockquote", MsoIntenseQuote: "blockquote" };
const INLINE = new Set(
  "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr".split(" "),
);
const NUMBERED = /^\(?(\d{1,3}|[a-z]|[ivxlc]+)[.)]/i; // Word's "1.", "b)", "(iv)"; anything else is a bullet
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid)$/;
const SMALLEST = 3; // pixels; a smaller picture is there to count readers

const styleOf = (element) => element.getAttribute("style") ?? "";
const made = (tag, children) => crel(tag, {}, children);

function isHidden(element) {
  const { display, visibility } = element.style ?? {};
  return element.hidden || display === "none" || visibility === "hidden" || /mso-list:\s*ignore|mso-hide:\s*all/i.test(styleOf(element));
}

// The address that a link keeps: whole, without what counts readers; "" if it leads nowhere from here.
function addressOf(link, base) {
  const typed = link.getAttribute("href") ?? "";
  if (/^mailto:/i.test(typed)) return typed;
  let url;
  try {
    url = new URL(typed, base);
    if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url") url = new URL(url.searchParams.get("q"));
  } catch {
    return "";
  }
  if (!/^https?:$/.test(url.protocol) || typed.startsWith("#")) return "";
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

// One pass over pasted nodes. `blocks` are what was made; words wait in `runs` until their paragraph ends.
class Reader {
  constructor(base, bare = false) {
    Object.assign(this, { base, bare, blocks: [], runs: [], pictures: 0 }); // bare: only paragraphs and lists
  }

  within(node, bare, marks) {
    const inner = new Reader(this.base, bare);
    inner.read(node, marks);
    inner.end();
    this.pictures += inner.pictures;
    return inner.blocks;
  }

  // End a paragraph. Two line breaks in a row part paragraphs.
  end(tag = "p") {
    const parts = [[]];
    for (const run of this.runs) {
      const last = parts.at(-1);
      if (run.text !== "\n") last.push(run);
      else if (last.at(-1)?.text === "\n") parts.push([]);
      else last.push(run);
    }
    this.runs = [];
    for (const part of parts) {
      const children = inlineOf(part, tag !== "p");
      if (children.length) this.blocks.push(made(tag, children));
    }
  }

  read(node, marks = {}) {
    const children = [...node.childNodes];
    for (let at = 0; at < children.length; at++) {
      const child = children[at];
      if (child.nodeType === Node.TEXT_NODE) this.runs.push({ ...marks, text: child.data });
      if (child.nodeType !== Node.ELEMENT_NODE || isHidden(child)) continue;
      const tag = child.localName;
      if (DROPPED.has(tag)) continue;
      if (levelOf(child)) {
        let end = at + 1;
        while (end < children.length && (levelOf(children[end]) || !children[end].textContent.trim())) end++;
        this.end();
        this.blocks.push(...this.wordLists(children.slice(at, end).filter(levelOf), marks));
        at = end - 1;
      } else this.element(child, tag, marks);
    }
  }

  element(element, tag, marks) {
    if (tag === "br") this.runs.push({ text: "\n" });
    else if (tag === "img") this.picture(element);
    else if (INLINE.has(tag) || tag.includes(":")) this.read(element, marksOf(element, marks, this.base));
    else {
      this.end();
      this.block(element, tag, marks);
      this.end();
    }
  }

  block(element, tag, marks) {
    const style = WORD_STYLES[element.className];
    const heading = HEADINGS[element.tagName] ?? (style?.startsWith("h") ? style : "");
    if (tag === "ul" || tag === "ol") this.blocks.push(...this.list(element, tag, marks));
    else if (tag === "table" && !this.bare) this.blocks.push(...this.table(element, marks));
    else if (tag === "blockquote" || style === "blockquote") {
      const words = this.within(element, true, marks);
      if (words.length) this.blocks.push(...(this.bare ? words : [made("blockquote", words)]));
    } else if (tag === "figure") {
      if (element.querySelector("img")) this.picture(element.querySelector("img"));
      else this.read(element, marks);
    } else {
      this.read(element, marksOf(element, marks, this.base));
      this.end(heading && !this.bare ? heading : "p");
    }
  }

  // Pictures are the record's or ours: those of other sites would tell them who reads.
  picture(image) {
    const [width, height] = ["width", "height"].map((side) => parseInt(image.getAttribute(side) ?? image.style[side], 10));
    if (!(width < SMALLEST || height < SMALLEST)) this.pictures += 1;
  }

  // A list within a list, as Google Docs has it beside the items, belongs to the item before.
  list(element, tag, marks) {
    const items = [];
    for (const child of element.children) {
      if (isHidden(child)) continue;
      const nested = child.localName === "ul" || child.localName === "ol";
      const blocks = nested ? this.list(child, child.localName, marks) : this.within(child, true, marks);
      if (!blocks.length) continue;
      if (items.length && (nested || isList(blocks[0]))) items.at(-1).append(...blocks);
      else items.push(made("li", isList(blocks[0]) ? [made("p", []), ...blocks] : blocks));
    }
    const list = made(tag, items);
    if (tag === "ol" && element.getAttribute("start") > 1) list.setAttribute("start", element.getAttribute("start"));
    return items.length ? [list] : [];
  }

  // Word's list items are paragraphs with a level; the number or bullet is typed before the words, hidden from others.
  wordLists(paragraphs, marks) {
    const [lists, open] = [[], []];
    for (const paragraph of paragraphs) {
      const words = this.within(paragraph, true, marksOf(paragraph, marks, this.base));
      if (!words.length) continue;
      const marker = markerOf(paragraph);
      const tag = NUMBERED.test(marker) ? "ol" : "ul";
      const level = Math.min(levelOf(paragraph), open.length + 1);
      open.length = Math.min(open.length, level);
      if (open.length === level && open.at(-1).localName !== tag) open.length -= 1;
      if (open.length < level) {
        const list = made(tag, []);
        if (parseInt(marker, 10) > 1) list.setAttribute("start", parseInt(marker, 10));
        (open.at(-1)?.lastElementChild ?? { append: (each) => lists.push(each) }).append(list);
        open.push(list);
      }
      open.at(-1).append(made("li", words));
    }
    return lists;
  }

  table(element, marks) {
    const rows = [...element.rows].map((row) => made("tr", [...row.cells].map((cell) => this.cell(cell, marks))));
    const caption = element.caption?.textContent.trim();
    const shown = rows.filter((row) => row.textContent.trim());
    if (!shown.length) return [];
    return [made("table", [...(caption ? [crel("caption", { textContent: caption })] : []), made("tbody", shown)])];
  }

  cell(cell, marks) {
    const words = this.within(cell, true, marks);
    const kept = made(cell.localName, words.length ? words : [made("p", [])]);
    for (const name of ["colspan", "rowspan"]) if (cell.getAttribute(name) > 1) kept.setAttribute(name, cell.getAttribute(name));
    return kept;
  }
}

const isList = (block) => block.localName === "ul" || block.localName === "ol";
const levelOf = (node) => Number(node.localName !== "li" && node.getAttribute && /mso-list:\s*\w+\s+level(\d)/i.exec(styleOf(node))?.[1]) || 0;

function markerOf(paragraph) {
  const ignored = [...paragraph.querySelectorAll("[style]")].find((each) => /mso-list:\s*ignore/i.test(styleOf(each)));
  return ignored?.textContent.trim() ?? "";
}

// What an element says of the words in it: bold and italic by tag or style, and a link.
function marksOf(element, marks, base) {
  const tag = element.localName;
  const weight = element.style?.fontWeight ?? "";
  const strong = weight ? weight === "bold" || Number(weight) >= 600 : tag === "b" || tag === "strong" || marks.strong;
  const slant = element.style?.fontStyle ?? "";
  const emphasis = slant ? slant !== "normal" : ["i", "em", "cite"].includes(tag) || marks.emphasis;
  const href = tag === "a" ? addressOf(element, base) : marks.href;
  return { strong, emphasis, href };
}

// Runs as elements, without idle space; a heading is bold by itself.
function inlineOf(runs, heading) {
  const tidy = [];
  for (const run of runs) {
    const text = run.text === "\n" ? "\n" : run.text.replace(/[\u200b\u2060\ufeff\u00ad]/g, "").replace(/[ \t\r\n\f]+|\u00a0[\s\u00a0]+/g, " ");
    const before = tidy.at(-1)?.text ?? " ";
    const trimmed = /\s$/.test(before) ? text.replace(/^[ \u00a0]+/, "") : text;
    if (text === "\n") {
      if (!tidy.length) continue;
      tidy.at(-1).text = before.trimEnd() || before;
    }
    if (trimmed) tidy.push({ ...run, text: trimmed });
  }
  while (tidy.length && !(tidy.at(-1).text = tidy.at(-1).text.trimEnd())) tidy.pop();
  return tidy.map(({ text, strong, emphasis, href }) => {
    let inner = text === "\n" ? crel("br") : document.createTextNode(text);
    if (emphasis) inner = made("em", [inner]);
    if (strong && !heading) inner = made("strong", [inner]);
    return href ? crel("a", { href }, [inner]) : inner;
  });
}

// The HTML that the editor reads, and how many pictures of other sites were left out.
export function cleaned(html) {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  if (pasted.querySelector("[data-pm-slice]")) return { html, pictures: 0 };
  const base = pasted.querySelector("base[href]")?.getAttribute("href");
  const reader = new Reader(base);
  reader.read(pasted.body);
  reader.end();
  return { html: reader.blocks.map((block) => block.outerHTML).join(""), pictures: reader.pictures };
}

export const Pasting = Extension.create({
  name: "pasting",

  addStorage: () => ({ said: crel("p", { className: "desk-left-out", role: "status" }) }),

  onCreate() {
    this.editor.options.element.append(this.storage.said);
  },

  addProseMirrorPlugins() {
    const { said } = this.storage;
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const { html: clean, pictures } = cleaned(html);
            said.textContent = pictures
              ? `${pictures === 1 ? "A picture was" : `${pictures} pictures were`} left out: upload under Pictures and insert from there.`
              : "";
            return clean;
          },
        },
      }),
    ];
  },
});
