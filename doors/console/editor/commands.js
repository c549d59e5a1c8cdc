// What can be done with a text: each thing once, for the button, the key and the question whether it can be done now.
import { lift, selectParentNode, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import * as tables from "prosemirror-tables";
import { TextSelection } from "prosemirror-state";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

export function around(state, ...types) {
  for (let depth = state.selection.$from.depth; depth > 0; --depth) {
    const node = state.selection.$from.node(depth);
    if (types.includes(node.type)) return { node, at: state.selection.$from.before(depth) };
  }
  return null;
}

export function has_mark(state, type) {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
}

// Into a list, out of it, or from one kind to the other.
const list = (type) => (state, dispatch) => {
  const held = around(state, nodes.bullet_list, nodes.ordered_list);
  if (!held) return wrapInList(type)(state, dispatch);
  if (held.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(held.at, type));
  return true;
};

const quote = (state, dispatch) => (around(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch));

const align = (to) => (state, dispatch) => {
  const held = around(state, nodes.paragraph);
  if (!held) return false;
  dispatch?.(state.tr.setNodeMarkup(held.at, null, { align: held.node.attrs.align === to ? "" : to }));
  return true;
};

const rule = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.rule.create()).scrollIntoView());
  return true;
};

export function insert_table(rows, columns, caption) {
  return (state, dispatch) => {
    const row = (type) => nodes.table_row.create(null, Array.from({ length: columns }, () => type.createAndFill()));
    const all = [row(nodes.table_header), ...Array.from({ length: rows }, () => row(nodes.table_cell))];
    const tr = state.tr.replaceSelectionWith(nodes.table.create({ caption }, all));
    const at = tr.mapping.map(state.selection.from, -1);
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size)), 1)).scrollIntoView());
    return true;
  };
}

export function set_caption(caption) {
  return (state, dispatch) => {
    const held = around(state, nodes.table);
    if (held) dispatch?.(state.tr.setNodeMarkup(held.at, null, { caption }));
    return !!held;
  };
}

export function insert_picture(attrs) {
  return (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.image.create(attrs)).scrollIntoView());
    return true;
  };
}

// Around the cursor as far as the link goes.
function reach_of_link(state) {
  const { $from, from, to, empty } = state.selection;
  if (!empty) return { from, to };
  const mark = marks.link.isInSet($from.marks());
  if (!mark) return { from, to };
  let begin = from, end = from;
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    if (mark.isInSet(node.marks) && start <= from && start + node.nodeSize >= from) (begin = start), (end = start + node.nodeSize);
  });
  return { from: begin, to: end };
}

export function link_here(state) {
  const { from, to } = reach_of_link(state);
  let href = "";
  state.doc.nodesBetween(from, to, (node) => void (href ||= marks.link.isInSet(node.marks)?.attrs.href ?? ""));
  return { href, text: state.doc.textBetween(from, to, " ") };
}

// An empty address takes the link away.
export function set_link(href, text) {
  return (state, dispatch) => {
    const { from, to } = reach_of_link(state);
    const tr = state.tr;
    if (from === to) {
      if (href) tr.replaceSelectionWith(schema.text(text || href, [marks.link.create({ href })]), false);
    } else {
      tr.removeMark(from, to, marks.link);
      if (href) tr.addMark(from, to, marks.link.create({ href }));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

// The kinds of block that a list of the toolbar offers.
export const blocks = {
  paragraph: setBlockType(nodes.paragraph),
  heading_2: setBlockType(nodes.heading, { level: 2 }),
  heading_3: setBlockType(nodes.heading, { level: 3 }),
  heading_4: setBlockType(nodes.heading, { level: 4 }),
};

export function block_here(state) {
  const { parent } = state.selection.$from;
  if (parent.type === nodes.heading) return `heading_${Math.min(parent.attrs.level, 4)}`;
  return parent.type === nodes.paragraph ? "paragraph" : "";
}

const of_mark = (name, keys) => ({ name, keys, run: toggleMark(marks[name]), is_on: (state) => has_mark(state, marks[name]) });
const in_table = (state) => !!around(state, nodes.table);
const of_table = (name, run) => ({ name, run, is_for_tables: true });

// In the order of the toolbar; a null parts groups. `ask`: a dialog does the rest.
export const tools = [
  of_mark("strong", "Mod-b"),
  of_mark("emphasis", "Mod-i"),
  of_mark("underlined", "Mod-u"),
  null,
  { name: "bullets", keys: "Mod-Shift-8", run: list(nodes.bullet_list), is_on: (state) => !!around(state, nodes.bullet_list) },
  { name: "numbers", keys: "Mod-Shift-7", run: list(nodes.ordered_list), is_on: (state) => !!around(state, nodes.ordered_list) },
  { name: "deeper", keys: "Mod-]", run: sinkListItem(nodes.list_item) },
  { name: "quote", keys: "Mod-Shift-9", run: quote, is_on: (state) => !!around(state, nodes.blockquote) },
  null,
  { name: "centre", run: align("centre"), is_on: (state) => around(state, nodes.paragraph)?.node.attrs.align === "centre" },
  { name: "right", run: align("right"), is_on: (state) => around(state, nodes.paragraph)?.node.attrs.align === "right" },
  null,
  { name: "link", keys: "Mod-k", ask: "link", is_on: (state) => has_mark(state, marks.link) },
  { name: "picture", ask: "picture" },
  { name: "table", ask: "table", may: (state) => !in_table(state) },
  { name: "rule", run: rule },
  null,
  of_table("row", tables.addRowAfter),
  of_table("column", tables.addColumnAfter),
  of_table("drop_row", tables.deleteRow),
  of_table("drop_column", tables.deleteColumn),
  of_table("merge", tables.mergeCells),
  of_table("split", tables.splitCell),
  of_table("head", tables.toggleHeaderCell),
  { name: "caption", ask: "caption", is_for_tables: true },
  of_table("drop_table", tables.deleteTable),
  null,
  { name: "undo", keys: "Mod-z", run: undo },
  { name: "redo", keys: "Mod-y", run: redo },
].map((tool) => tool && { is_on: null, may: tool.run ? (state) => tool.run(state) : () => true, ...tool });

export const more_keys = {
  "Mod-[": liftListItem(nodes.list_item),
  "Mod-Shift-z": redo,
  "Mod-Alt-0": blocks.paragraph,
  "Mod-Alt-2": blocks.heading_2,
  "Mod-Alt-3": blocks.heading_3,
  "Mod-Alt-4": blocks.heading_4,
  Escape: selectParentNode,
  "Shift-Enter": (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.line_break.create()).scrollIntoView());
    return true;
  },
};

export { in_table };
