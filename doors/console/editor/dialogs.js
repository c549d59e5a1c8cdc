// What a link, a picture and a table must say before they stand in a text. A dialog answers with its values, or nothing.
import { insert_picture, insert_table, link_here, set_caption, set_link, around } from "./commands.js";
import { schema } from "./schema.js";

const picture_types = ["image/png", "image/jpeg", "image/gif", "image/webp"];

let count = 0;

function make_field({ name, label, hint, type = "text", value = "", options, ...more }) {
  const id = `rich-${name}-${++count}`;
  const field = document.createElement("div");
  field.className = "field";
  const input = document.createElement(options ? "select" : "input");
  if (options) for (const [key, text] of options) input.append(new Option(text, key));
  else input.type = type;
  Object.assign(input, { id, name, ...more });
  if (type !== "file") input.value = value;
  const caption = document.createElement("label");
  caption.htmlFor = id;
  caption.textContent = label;
  field.append(caption);
  if (hint) {
    const told = document.createElement("p");
    told.className = "hint";
    told.id = `${id}-hint`;
    told.textContent = hint;
    input.setAttribute("aria-describedby", told.id);
    field.append(told);
  }
  field.append(input);
  return field;
}

function make_button(text, value, is_quiet) {
  const button = document.createElement("button");
  button.textContent = text;
  button.value = value;
  button.className = is_quiet ? "quiet" : "";
  button.formNoValidate = is_quiet;
  return button;
}

// `check(values)`: what is wrong, in a sentence, or nothing.
function ask(words, title, fields, check = () => "") {
  const dialog = document.createElement("dialog");
  dialog.className = "rich-dialog";
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "sheet";
  const heading = document.createElement("h2");
  heading.id = `rich-title-${++count}`;
  heading.textContent = title;
  dialog.setAttribute("aria-labelledby", heading.id);
  const wrong = document.createElement("p");
  wrong.className = "error";
  wrong.role = "alert";
  const buttons = document.createElement("p");
  buttons.className = "rows-of-deeds";
  buttons.append(make_button(words.done, "done", false), make_button(words.leave, "", true));
  form.append(heading, ...fields.map(make_field), wrong, buttons);
  dialog.append(form);
  document.body.append(dialog);
  const values = () =>
    Object.fromEntries([...form.querySelectorAll("input, select")].map((one) => [one.name, one.type === "file" ? one.files[0] : one.value.trim()]));
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      const is_done = event.submitter?.value === "done";
      const trouble = is_done ? check(values()) : "";
      if (trouble) {
        event.preventDefault();
        wrong.textContent = trouble;
        form.querySelector("input, select").focus();
      } else if (is_done) {
        // Not when it tells that it closed: that comes later, and a key pressed in between would go to the button that opened it.
        event.preventDefault();
        const typed = values();
        dialog.close();
        end(typed);
      }
    });
    dialog.addEventListener("close", () => end(null));
    dialog.showModal();
  });
}

// An address as people type it.
export function address_from(typed) {
  if (!typed || /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(typed)) return typed;
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : null;
}

export class Dialogs {
  constructor(view, words, pictures) {
    Object.assign(this, { view, words, pictures });
  }

  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
  }

  async open(name, given) {
    await this[name](given);
    this.view.focus();
  }

  async link() {
    const { words, view } = this;
    const here = link_here(view.state);
    const fields = [{ name: "href", label: words["link.address"], hint: words["link.hint"], value: here.href }];
    if (!here.text) fields.push({ name: "text", label: words["link.text"] });
    const typed = await ask(words, words.link, fields, ({ href }) => (address_from(href) === null ? words["link.wrong"] : ""));
    if (typed) this.run(set_link(address_from(typed.href), typed.text));
  }

  // `given`: a file that was pasted or dropped.
  async picture(given) {
    const { words, pictures } = this;
    const there = pictures.names();
    const fields = [];
    if (!given) fields.push({ name: "file", label: words["picture.file"], type: "file", accept: picture_types.join(",") });
    if (!given && there.length)
      fields.push({ name: "there", label: words["picture.there"], options: [["", words["picture.none"]], ...there.map((one) => [one, one])] });
    fields.push({ name: "alt", label: words["picture.alt"], hint: words["picture.alt.hint"] });
    const typed = await ask(words, words.picture, fields, ({ file, there: chosen }) => {
      const one = given ?? file;
      if (!one && !chosen) return words["picture.wrong"];
      return one && !picture_types.includes(one.type) ? words["picture.kind"] : "";
    });
    if (!typed) return;
    const file = given ?? typed.file;
    const name = file ? await pictures.take(file) : typed.there;
    this.run(insert_picture({ src: `picture:${name}`, alt: typed.alt }));
  }

  async table() {
    const { words } = this;
    const number = (value) => ({ type: "number", min: 1, max: 30, value, required: true });
    const typed = await ask(words, words.table, [
      { name: "columns", label: words["table.columns"], ...number(3) },
      { name: "rows", label: words["table.rows"], hint: words["table.hint"], ...number(3) },
      { name: "caption", label: words["table.caption"] },
    ]);
    if (typed) this.run(insert_table(Number(typed.rows), Number(typed.columns), typed.caption));
  }

  async caption() {
    const { words, view } = this;
    const value = around(view.state, schema.nodes.table)?.node.attrs.caption ?? "";
    const typed = await ask(words, words.caption, [{ name: "caption", label: words["table.caption"], value }]);
    if (typed) this.run(set_caption(typed.caption));
  }
}
