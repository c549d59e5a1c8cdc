// A text area becomes a place to write in with headings, lists, tables and pictures. The text area stays what the form sends; who
// has no script, or a text that this cannot hold, writes in it as before.
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { more_keys, tools } from "./commands.js";
import { Dialogs } from "./dialogs.js";
import { Drafts } from "./drafts.js";
import { Pictures, picture_view } from "./pictures.js";
import { can_hold, count_words, document_from, html_of, schema, slice_from } from "./schema.js";
import { Toolbar } from "./toolbar.js";

function make(tag, more) {
  return Object.assign(document.createElement(tag), more);
}

class Editor {
  constructor(area, given) {
    Object.assign(this, { area, words: given.words, clean: given.clean, id: area.id });
    this.first = area.value;
    this.pictures = new Pictures(area.form, given.pictures);
    this.label = document.querySelector(`label[for="${area.id}"]`);
    this.label.id ||= `${area.id}-label`;
    area.id += "-source";
    this.box = make("div", { className: "rich" });
    this.status = make("p", { className: "rich-status small muted", role: "status" });
    this.count = make("p", { className: "rich-count small muted number", id: `${this.id}-count` });
    area.before(this.box);
    this.open();
    this.box.append(make("div", { className: "rich-foot" }));
    this.box.lastChild.append(this.count, this.status);
    area.hidden = true;
    area.form.addEventListener("submit", () => this.fill());
    area.form.addEventListener("formdata", () => this.fill());
  }

  open() {
    const keys = Object.fromEntries(tools.filter((tool) => tool?.keys && tool.run).map((tool) => [tool.keys, tool.run]));
    for (const tool of tools)
      if (tool?.keys && tool.ask) keys[tool.keys] = () => (this.dialogs.open(tool.ask), true);
    keys["Alt-F10"] = () => (this.toolbar.focus(), true);
    const state = EditorState.create({
      doc: document_from(this.first),
      plugins: [
        keymap({ ...more_keys, ...keys }),
        keymap({ Enter: splitListItem(schema.nodes.list_item) }),
        keymap(baseKeymap),
        history(),
        gapCursor(),
        tableEditing(),
        new Plugin({ view: () => ({ update: (view, before) => this.updated(view, before) }) }),
      ],
    });
    const described = [this.area.getAttribute("aria-describedby"), `${this.id}-count`].filter(Boolean).join(" ");
    this.view = new EditorView(this.box, {
      state,
      attributes: {
        id: this.id,
        class: "text rich-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": this.label.id,
        "aria-describedby": described,
        ...(this.area.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
      },
      nodeViews: { image: picture_view(this.pictures, this.words) },
      handlePaste: (view, event) => this.paste(event),
      handleDrop: (view, event) => this.take_files(event.dataTransfer?.files),
      // Tab goes on to the next field: nobody is caught here. tableEditing would go from cell to cell.
      handleKeyDown: (view, event) => event.key === "Tab" && (event.stopImmediatePropagation(), false),
    });
    this.label.addEventListener("click", () => this.view.focus());
    this.dialogs = new Dialogs(this.view, this.words, this.pictures);
    this.toolbar = new Toolbar(this.view, this.words, {
      ask: (name) => this.dialogs.open(name),
      label: this.words.tools,
      controls: this.id,
    });
    this.box.prepend(this.toolbar.element);
    this.tell_count();
  }

  updated(view, before) {
    this.toolbar?.show(view.state);
    if (before.doc.eq(view.state.doc)) return;
    this.is_changed = true;
    this.drafts?.changed();
    this.tell_count();
  }

  // A text that nobody touched is sent as it came.
  fill() {
    if (this.is_changed) this.area.value = html_of(this.view.state.doc);
  }

  tell(sentence) {
    this.status.textContent = sentence;
  }

  tell_count() {
    const { doc } = this.view.state;
    this.count.textContent = this.words.count.replace("{0}", count_words(doc.textBetween(0, doc.content.size, " ", " ")));
  }

  take_files(files) {
    const picture = [...(files ?? [])].find((file) => file.type.startsWith("image/"));
    if (picture) this.dialogs.open("picture", picture);
    return !!picture;
  }

  // What Word and WPS put on the clipboard is cleaned by the server, as it would be when it is saved.
  paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return this.take_files(event.clipboardData?.files);
    if (html.includes("data-pm-slice")) return false;
    this.insert_cleaned(html);
    return true;
  }

  async insert_cleaned(html) {
    let cleaned = html;
    try {
      const body = new URLSearchParams({ form_token: this.clean.token, html });
      const answer = await fetch(this.clean.at, { method: "POST", body, redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      cleaned = told.html;
      this.tell([this.words.pasted, ...told.removed].join(" "));
    } catch {
      this.tell(this.words.not_cleaned);
    }
    const { view } = this;
    view.dispatch(view.state.tr.replaceSelection(slice_from(cleaned)).scrollIntoView().setMeta("paste", true));
  }
}

const given = JSON.parse(document.getElementById("rich-text").textContent);
const area = document.getElementById(given.area);
let editor = null;
if (can_hold(area.value)) editor = new Editor(area, given);
else area.before(make("p", { className: "hint", textContent: given.words.cannot_hold }));
if (given.drafts) {
  const status = make("p", { className: "rich-status small muted", role: "status" });
  if (!editor) area.after(status);
  const drafts = new Drafts(area.form, given.drafts, given.words, {
    before_sending: () => editor?.fill(),
    tell: (sentence) => (editor ? editor.tell(sentence) : (status.textContent = sentence)),
  });
  if (editor) editor.drafts = drafts;
}
