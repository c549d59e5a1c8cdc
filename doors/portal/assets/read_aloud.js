// 朗读: the main part of a page is read by a voice of the reader's own device, paragraph by paragraph, and the one that is read is marked.
// There is a button only where there is such a voice; nothing of the page leaves the device.
"use strict";
(() => {
  const voices_of_device = window.speechSynthesis;
  const words = document.currentScript.dataset;
  const tools = document.querySelector(".menu .tools");
  const main = document.querySelector("main");
  if (!voices_of_device || !window.SpeechSynthesisUtterance || !tools || !main) return;

  const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, caption, figcaption, blockquote, pre, td, th, img[alt]";
  const passed_over = "nav, form, script, template, .for-staff, .downloads, [hidden], [aria-hidden='true']";
  const at_most = 160; // characters in one breath: voices from a network stop in the middle of long ones
  const speeds = ["0.75", "1", "1.25", "1.5", "2"];

  const language_of = (element) => element.closest("[lang]").lang;
  const voice_for = (language) => {
    const wanted = language.slice(0, 2).toLowerCase();
    const all = voices_of_device.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(wanted));
    return all.find((voice) => voice.localService) ?? all[0];
  };

  const state = { parts: [], at: 0, run: 0, speed: "1", marked: null };
  let button, bar, pause;

  // What is read: the innermost blocks, each once, in order.
  function parts_of_page() {
    const parts = [];
    for (const block of main.querySelectorAll(blocks)) {
      if (block.closest(passed_over) || !block.checkVisibility() || block.querySelector(blocks + ":not(img)")) continue;
      const text = block.tagName === "IMG" ? block.alt : block.innerText;
      for (const sentence of text.replace(/\s+/g, " ").split(/(?<=[。！？；])|(?<=[^\d\s][.!?;]) /))
        for (let from = 0; from < sentence.length; from += at_most) {
          const breath = sentence.slice(from, from + at_most).trim();
          if (/[\p{L}\p{N}]/u.test(breath)) parts.push({ block, text: breath });
        }
    }
    return parts;
  }

  function mark(block) {
    if (state.marked === block) return;
    state.marked?.classList.remove("being-read");
    state.marked = block;
    if (!block) return;
    block.classList.add("being-read");
    const is_still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: is_still ? "auto" : "smooth" });
  }

  function say(place) {
    const run = ++state.run; // what was said before ends, and its end is nobody's
    voices_of_device.cancel();
    state.at = place;
    const part = state.parts[place];
    if (!part) return stop();
    mark(part.block);
    const breath = new SpeechSynthesisUtterance(part.text);
    breath.lang = language_of(part.block);
    breath.voice = voice_for(breath.lang) ?? null;
    breath.rate = Number(state.speed);
    breath.onend = () => run === state.run && say(place + 1);
    breath.onerror = ({ error }) => run === state.run && error !== "interrupted" && error !== "canceled" && stop();
    voices_of_device.speak(breath);
  }

  function start() {
    state.parts = parts_of_page();
    bar.hidden = false;
    document.documentElement.classList.add("is-read-aloud");
    show_paused(false);
    pause.focus();
    say(0);
  }

  function stop() {
    if (bar.hidden) return;
    ++state.run;
    voices_of_device.cancel();
    mark(null);
    const had_focus = bar.contains(document.activeElement);
    bar.hidden = true;
    document.documentElement.classList.remove("is-read-aloud");
    if (had_focus) button.focus();
  }

  // Not pause() of the voice: on phones it does nothing. The breath is begun anew.
  function show_paused(is_paused) {
    pause.textContent = is_paused ? words.goOn : words.pause;
    pause.dataset.paused = is_paused ? "yes" : "";
  }

  function turn() {
    const is_paused = !pause.dataset.paused;
    show_paused(is_paused);
    if (!is_paused) return say(state.at);
    ++state.run;
    voices_of_device.cancel();
  }

  function make(tag, more, ...children) {
    const element = Object.assign(document.createElement(tag), more);
    element.append(...children);
    return element;
  }

  function draw() {
    if (button || !voice_for(language_of(main))) return;
    button = make("button", { type: "button", className: "aloud", textContent: words.read, onclick: start });
    tools.prepend(make("li", {}, button));
    pause = make("button", { type: "button", onclick: turn });
    const speed = make("select", { onchange: () => ((state.speed = speed.value), pause.dataset.paused || say(state.at)) });
    for (const one of speeds) speed.append(new Option(`${one}×`, one, one === "1", one === "1"));
    bar = make(
      "div",
      { className: "aloud-bar", role: "region", ariaLabel: words.read, hidden: true },
      pause,
      make("button", { type: "button", className: "quiet", textContent: words.stop, onclick: stop }),
      make("label", {}, make("span", { textContent: words.speed }), speed),
    );
    document.querySelector(".foot").before(bar);
    document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
    addEventListener("pagehide", () => voices_of_device.cancel());
  }

  draw();
  voices_of_device.addEventListener?.("voiceschanged", draw); // many devices tell their voices late
})();
