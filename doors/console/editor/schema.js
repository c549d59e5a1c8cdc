// What a text may consist of: the same that base/markup lets through, so that nothing is offered that saving would take away.
import { DOMParser as Reader, DOMSerializer, Schema, Slice } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const aligns = ["centre", "right"];
const align_of = (element) => aligns.find((one) => element.classList.contains(one)) ?? "";

const of_tables = tableNodes({ tableGroup: "block", cellContent: "block+", cellAttributes: {} });

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: { align: { default: "" } },
    parseDOM: [{ tag: "p", getAttrs: (element) => ({ align: align_of(element) }) }],
    toDOM: ({ attrs: { align } }) => ["p", align ? { class: align } : {}, 0],
  },
  heading: {
    group: "block",
    content: "inline*",
    attrs: { level: { default: 2 } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.max(level, 2) } })),
    toDOM: ({ attrs: { level } }) => [`h${level}`, 0],
  },
  bullet_list: { group: "block", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  ordered_list: {
    group: "block",
    content: "list_item+",
    attrs: { order: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (element) => ({ order: element.start }) }],
    toDOM: ({ attrs: { order } }) => ["ol", order === 1 ? {} : { start: order }, 0],
  },
  list_item: { content: "block+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  blockquote: { group: "block", content: "block+", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  preformatted: {
    group: "block",
    content: "text*",
    marks: "",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: () => ["pre", 0],
  },
  rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  figure: { group: "block", content: "block+ figure_caption?", isolating: true, parseDOM: [{ tag: "figure" }], toDOM: () => ["figure", 0] },
  figure_caption: { content: "inline*", defining: true, parseDOM: [{ tag: "figcaption" }], toDOM: () => ["figcaption", 0] },
  terms: { group: "block", content: "(term | description)+", parseDOM: [{ tag: "dl" }], toDOM: () => ["dl", 0] },
  term: { content: "block+", defining: true, parseDOM: [{ tag: "dt" }], toDOM: () => ["dt", 0] },
  description: { content: "block+", defining: true, parseDOM: [{ tag: "dd" }], toDOM: () => ["dd", 0] },
  table: {
    ...of_tables.table,
    attrs: { caption: { default: "" } },
    parseDOM: [
      { tag: "table", getAttrs: (element) => ({ caption: element.querySelector(":scope > caption")?.textContent.trim() ?? "" }) },
      { tag: "caption", ignore: true },
    ],
    toDOM: ({ attrs: { caption } }) => (caption ? ["table", ["caption", caption], ["tbody", 0]] : ["table", ["tbody", 0]]),
  },
  table_row: of_tables.table_row,
  table_cell: of_tables.table_cell,
  table_header: of_tables.table_header,
  image: {
    group: "inline",
    inline: true,
    draggable: true,
    attrs: { src: {}, alt: { default: "" } },
    parseDOM: [
      { tag: "img[src]", getAttrs: (element) => ({ src: element.getAttribute("src"), alt: element.getAttribute("alt") ?? "" }) },
    ],
    toDOM: ({ attrs: { src, alt } }) => ["img", { src, alt }],
  },
  line_break: { group: "inline", inline: true, selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  text: { group: "inline" },
};

const mark = (...tags) => ({ parseDOM: tags.map((tag) => ({ tag })), toDOM: () => [tags[0], 0] });
const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (element) => ({ href: element.getAttribute("href") }) }],
    toDOM: ({ attrs: { href } }) => ["a", { href }, 0],
  },
  strong: mark("strong", "b"),
  emphasis: mark("em", "i"),
  underlined: mark("u"),
  struck: mark("s", "del"),
  lowered: { ...mark("sub"), excludes: "raised" },
  raised: { ...mark("sup"), excludes: "lowered" },
  code: mark("code"),
};

export const schema = new Schema({ nodes, marks });
const reader = Reader.fromSchema(schema);
const serializer = DOMSerializer.fromSchema(schema);

const is_html = (typed) => /<[a-z/]/i.test(typed);

// Out of the page: pictures of a text are not there to be loaded under the addresses that it names.
function elements_of(typed) {
  const aside = document.implementation.createHTMLDocument("");
  if (is_html(typed)) {
    aside.body.innerHTML = typed;
  } else {
    for (const line of typed.split("\n").map((one) => one.trim()).filter(Boolean))
      aside.body.appendChild(aside.createElement("p")).textContent = line;
  }
  return aside.body;
}

export const document_from = (typed) => reader.parse(elements_of(typed));

// Words flow into the paragraph where they are put; blocks stay what they are.
export function slice_from(html) {
  const { content } = document_from(html);
  const is_plain = content.childCount === 1 && content.firstChild.type === schema.nodes.paragraph && !content.firstChild.attrs.align;
  return new Slice(content, is_plain ? 1 : 0, is_plain ? 1 : 0);
}

// The first rows that are heads all across are the head of the table.
function mend_head(table) {
  const body = table.tBodies[0];
  const is_head = (row) => [...row.cells].every((cell) => cell.tagName === "TH");
  const head = [];
  for (const row of [...body.rows].slice(0, -1)) {
    if (!is_head(row)) break;
    head.push(row);
  }
  if (head.length) table.insertBefore(table.ownerDocument.createElement("thead"), body).append(...head);
  for (const cell of table.querySelectorAll("th")) cell.setAttribute("scope", cell.closest("thead") ? "col" : "row");
}

export function html_of(doc) {
  const aside = document.implementation.createHTMLDocument("");
  aside.body.append(serializer.serializeFragment(doc.content, { document: aside }));
  for (const table of aside.querySelectorAll("table")) mend_head(table);
  return is_empty(doc) ? "" : aside.body.innerHTML;
}

export const is_empty = (doc) => doc.childCount === 1 && doc.firstChild.isTextblock && doc.firstChild.content.size === 0;

const counted = "img, a, table, tr, td, th, caption, li, h2, h3, h4, h5, h6, dt, dd, figcaption, blockquote, pre, hr";

function tally(element) {
  const tags = [...element.querySelectorAll(counted)].map((one) => one.tagName).sort();
  return `${element.textContent.replace(/\s+/g, "")} ${tags.join(" ")}`;
}

// Whether the text would come out of here as it went in.
export const can_hold = (typed) => tally(elements_of(typed)) === tally(elements_of(html_of(document_from(typed))));

// Characters of Han, and words of others.
export function count_words(text) {
  return text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0;
}
