// The buttons above a text. One stop for Tab, arrows go on within (the ARIA pattern of a toolbar); Escape leads back into the text.
import { block_here, blocks, in_table, tools } from "./commands.js";

export class Toolbar {
  // `words`: of every button; `ask(name)`: opens a dialog.
  constructor(view, words, { ask, label, controls }) {
    this.view = view;
    this.element = document.createElement("div");
    this.element.className = "rich-tools";
    this.element.role = "toolbar";
    this.element.ariaLabel = label;
    this.element.setAttribute("aria-controls", controls);
    this.kinds = this.make_kinds(words);
    this.buttons = [];
    let group = this.new_group();
    for (const tool of tools) {
      if (!tool) group = this.new_group();
      else group.append(this.make_button(tool, words, ask));
    }
    this.stops = [this.kinds, ...this.buttons.map(({ button }) => button)];
    this.element.addEventListener("keydown", (event) => this.on_key(event));
    this.element.addEventListener("focusin", (event) => this.stop_at(event.target));
    this.stop_at(this.kinds);
    this.show(view.state);
  }

  new_group() {
    const group = document.createElement("span");
    group.className = "group";
    this.element.append(group);
    return group;
  }

  make_kinds(words) {
    const kinds = document.createElement("select");
    kinds.ariaLabel = words.kind;
    for (const name of Object.keys(blocks)) kinds.append(new Option(words[name], name));
    kinds.addEventListener("change", () => this.run(blocks[kinds.value]));
    const group = this.new_group();
    group.append(kinds);
    return kinds;
  }

  make_button(tool, words, ask) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `tool-${tool.name}`;
    button.textContent = words[tool.name];
    if (tool.keys) {
      button.setAttribute("aria-keyshortcuts", tool.keys.replace("Mod", "Control").replaceAll("-", "+"));
      button.title = tool.keys.replace("Mod", "Ctrl").replaceAll("-", "+");
    }
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays where it is
    button.addEventListener("click", () => {
      if (button.ariaDisabled === "true") return;
      if (tool.ask) ask(tool.ask);
      else this.run(tool.run);
    });
    this.buttons.push({ tool, button });
    return button;
  }

  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  stop_at(stop) {
    if (!this.stops.includes(stop)) return;
    for (const one of this.stops) one.tabIndex = one === stop ? 0 : -1;
  }

  on_key(event) {
    if (event.key === "Escape") return this.view.focus();
    const stops = this.stops.filter((one) => one.checkVisibility());
    const at = stops.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    stops[(to + stops.length) % stops.length].focus();
  }

  focus() {
    this.stops.find((one) => one.tabIndex === 0 && one.checkVisibility())?.focus();
  }

  show(state) {
    this.kinds.value = block_here(state);
    const is_in_table = in_table(state);
    for (const { tool, button } of this.buttons) {
      button.hidden = !!tool.is_for_tables && !is_in_table;
      button.ariaDisabled = button.hidden || tool.may(state) ? null : "true";
      if (tool.is_on) button.ariaPressed = String(tool.is_on(state));
    }
    for (const group of this.element.children) group.hidden = [...group.children].every((one) => one.hidden);
    if (this.stops.every((one) => one.hidden || one.tabIndex !== 0)) this.stop_at(this.kinds);
  }
}
