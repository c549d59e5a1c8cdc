// What somebody may be about to type, under the box of the search: a combobox with a list as ARIA 1.2 has it. Nothing is asked before a
// letter is typed, and while characters are being composed (pinyin in an input method) nothing is touched.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const pause = 150; // ms of quiet before the site is asked
  const at_most = 80; // characters: who pastes a text wants no suggestion

  let boxes = 0;
  const make = (tag, more, ...children) => {
    const element = Object.assign(document.createElement(tag), more);
    element.append(...children);
    return element;
  };

  function attend(input) {
    const name = `suggestions-${++boxes}`;
    const list = make("ul", { id: name, className: "suggestions", role: "listbox", ariaLabel: words.suggestions, hidden: true });
    const told = make("p", { className: "hidden", role: "status" });
    const state = { timer: 0, asked: null, chosen: -1, typed: "" };
    input.after(list);
    input.form.append(told);
    for (const [attribute, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": name,
    }))
      input.setAttribute(attribute, value);

    const options = () => [...list.children];

    function choose(place) {
      state.chosen = place;
      options().forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
      const option = options()[place];
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
      // What is typed stays until one is chosen; then the box shows what would be asked for.
      input.value = option ? option.dataset.text : state.typed;
      option?.scrollIntoView({ block: "nearest" });
    }

    function close() {
      clearTimeout(state.timer);
      state.asked?.abort();
      state.chosen = -1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      told.textContent = "";
    }

    function take(option) {
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    }

    function show(found, kinds) {
      list.replaceChildren(
        ...found.map((text, i) => {
          const option = make("li", { id: `${name}-${i}`, role: "option", ariaSelected: "false" }, make("span", { lang: "zh-CN" }, text));
          option.dataset.text = text;
          if (kinds[i]) option.append(" ", make("span", { className: "small muted" }, kinds[i]));
          option.addEventListener("click", () => take(option));
          return option;
        }),
      );
      state.chosen = -1;
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
      told.textContent = found.length ? words.count.replace("{0}", found.length) : words.none;
    }

    async function ask() {
      state.asked?.abort();
      const typed = input.value.trim();
      state.typed = input.value;
      if (!typed || typed.length > at_most) return close();
      const asked = (state.asked = new AbortController());
      try {
        const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
        if (!answer.ok) return close();
        const [, found, kinds = []] = await answer.json();
        if (!asked.signal.aborted && document.activeElement === input) show(found, kinds);
      } catch {
        if (!asked.signal.aborted) close(); // no network: the box works as it does without this script
      }
    }

    function ask_soon(event) {
      if (event.isComposing) return;
      clearTimeout(state.timer);
      state.timer = setTimeout(ask, pause);
    }

    input.addEventListener("input", ask_soon);
    input.addEventListener("compositionend", ask_soon);
    input.addEventListener("blur", close);
    // The box keeps the focus while something is pressed in the list.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const count = list.hidden ? 0 : options().length;
      if (event.key === "ArrowDown" && count === 0) {
        event.preventDefault();
        return ask();
      }
      if (count === 0) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place more than there are options: there what was typed stands again.
        choose(((state.chosen + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Escape") {
        event.preventDefault();
        input.value = state.typed;
        close();
      } else if (event.key === "Enter" && state.chosen >= 0) {
        event.preventDefault();
        take(options()[state.chosen]);
      }
    });
  }

  for (const input of document.querySelectorAll("form[action='/search'] input[name='q']")) attend(input);
})();
