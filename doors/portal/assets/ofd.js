// 查看版式: an OFD file (GB/T 33190) drawn page by page as SVG in the reader's browser; nothing of it runs, and what is not understood is
// left out and told. The archive is opened with what browsers have: no package on npm does this without a closed core of megabytes
// (docs/decisions/0161).
"use strict";
(() => {
  const place = document.getElementById("ofd");
  const words = place.dataset;
  const svg_space = "http://www.w3.org/2000/svg";
  const pages_at_most = 200;
  const unpacked_at_most = 64 << 20;
  let is_wanting = false; // something of it is not drawn

  // --- the archive ---

  async function open_archive(bytes) {
    const view = new DataView(bytes);
    let end = bytes.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) --end;
    if (end < 0) throw new Error("no archive");
    const entries = new Map();
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; --left) {
      const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const path = new TextDecoder().decode(new Uint8Array(bytes, at + 46, name));
      entries.set(path, { method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
      at += 46 + name + extra + comment;
    }
    const read = async (path) => {
      const entry = entries.get(path);
      if (!entry) throw new Error(`no ${path}`);
      const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
      const packed = new Blob([new Uint8Array(bytes, from, entry.packed)]);
      if (entry.method === 0) return new Uint8Array(await packed.arrayBuffer());
      const parts = [];
      let size = 0;
      const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        size += step.value.length;
        if (size > unpacked_at_most) throw new Error("too large");
        parts.push(step.value);
      }
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    };
    const read_xml = async (path) => new DOMParser().parseFromString(new TextDecoder().decode(await read(path)), "application/xml").documentElement;
    return { read, read_xml };
  }

  // A place named in a file: from the root, or beside that file.
  function path_from(file, named) {
    const parts = named.startsWith("/") ? [] : file.split("/").slice(0, -1);
    for (const part of named.split("/").filter((one) => one && one !== ".")) part === ".." ? parts.pop() : parts.push(part);
    return parts.join("/");
  }

  const children = (element, name) => [...(element?.children ?? [])].filter((one) => one.localName === name);
  const child = (element, name) => children(element, name)[0];
  const text_of = (element, ...names) => names.reduce((at, name) => child(at, name), element)?.textContent.trim() ?? "";
  const numbers = (text) => (text ?? "").trim().split(/\s+/).map(Number).filter(Number.isFinite);

  // --- what a page refers to ---

  async function read_resources(archive, file, known) {
    const root = await archive.read_xml(file);
    const base = path_from(file, root.getAttribute("BaseLoc") ?? "");
    for (const group of root.children)
      for (const one of group.children) {
        const media = text_of(one, "MediaFile");
        known.set(one.getAttribute("ID"), { element: one, file: media && path_from(`${base}/.`, media) });
      }
  }

  const looks = [
    [/黑|Hei|Sans/i, '"SimHei", "Noto Sans CJK SC", sans-serif'],
    [/楷|Kai/i, '"KaiTi", "STKaiti", "Noto Serif CJK SC", serif'],
    [/仿宋|Fang/i, '"FangSong", "STFangsong", "Noto Serif CJK SC", serif'],
  ];
  const family_of = (name) => looks.find(([look]) => look.test(name))?.[1] ?? '"SimSun", "Noto Serif CJK SC", serif';

  function make(name, attributes, parent) {
    const element = document.createElementNS(svg_space, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== "") element.setAttribute(key, value);
    parent?.append(element);
    return element;
  }

  function colour_of(element, name, otherwise) {
    const value = numbers(child(element, name)?.getAttribute("Value"));
    if (value.length === 1) return `rgb(${value[0]},${value[0]},${value[0]})`;
    return value.length === 3 ? `rgb(${value.join(",")})` : otherwise;
  }

  // "10 g 3 5 2" is 10 5 5 5 2.
  function deltas(text) {
    const out = [];
    const parts = (text ?? "").trim().split(/\s+/).filter(Boolean);
    for (let i = 0; i < parts.length; ++i)
      if (parts[i] === "g") {
        for (let times = Math.min(Number(parts[i + 1]), 10_000); times > 0; --times) out.push(Number(parts[i + 2]));
        i += 2;
      } else out.push(Number(parts[i]));
    return out;
  }

  const painters = {
    TextObject(object, group, known) {
      const font = known.get(object.getAttribute("Font"))?.element.getAttribute("FontName") ?? "";
      for (const code of children(object, "TextCode")) {
        const letters = [...code.textContent];
        const along = (start, steps) => letters.map((_, i) => steps.slice(0, i).reduce((sum, step) => sum + step, Number(start ?? 0)));
        const [x, y] = ["X", "Y"].map((axis) => code.getAttribute(axis));
        const [dx, dy] = ["DeltaX", "DeltaY"].map((name) => deltas(code.getAttribute(name)));
        const text = make("text", {
          x: dx.length ? along(x, dx).join(" ") : x,
          y: dy.length ? along(y, dy).join(" ") : y,
          "font-size": object.getAttribute("Size"),
          "font-family": family_of(font),
          "font-weight": Number(object.getAttribute("Weight") ?? 400) > 500 || /Bold|粗/.test(font) ? 700 : undefined,
          "font-style": object.getAttribute("Italic") === "true" ? "italic" : undefined,
          fill: colour_of(object, "FillColor", "#000"),
        }, group);
        text.textContent = code.textContent;
      }
    },
    PathObject(object, group) {
      const drawn = text_of(object, "AbbreviatedData").replace(/\bC\b/g, "Z").replace(/\bB\b/g, "C").replace(/\bS\b/g, "M");
      make("path", {
        d: drawn,
        fill: object.getAttribute("Fill") === "true" ? colour_of(object, "FillColor", "#000") : "none",
        stroke: object.getAttribute("Stroke") === "false" ? "none" : colour_of(object, "StrokeColor", "#000"),
        "stroke-width": object.getAttribute("LineWidth") ?? 0.353,
      }, group);
    },
    async ImageObject(object, group, known, archive) {
      const file = known.get(object.getAttribute("ResourceID"))?.file ?? "";
      const type = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", bmp: "image/bmp" }[file.split(".").pop().toLowerCase()];
      if (!type) return void (is_wanting = true);
      const bytes = await archive.read(file);
      const address = await new Promise((resolve) => {
        const reading = new FileReader();
        reading.onload = () => resolve(reading.result);
        reading.readAsDataURL(new Blob([bytes], { type }));
      });
      make("image", { href: address, width: 1, height: 1, preserveAspectRatio: "none" }, group);
    },
  };

  async function paint(layer, parent, known, archive) {
    for (const object of layer.children) {
      if (object.localName === "PageBlock" || object.localName === "Layer") {
        await paint(object, parent, known, archive);
        continue;
      }
      const painter = painters[object.localName];
      if (!painter) {
        is_wanting = true;
        continue;
      }
      const [x, y] = numbers(object.getAttribute("Boundary"));
      const turned = numbers(object.getAttribute("CTM"));
      const transform = `translate(${x || 0} ${y || 0})${turned.length === 6 ? ` matrix(${turned.join(" ")})` : ""}`;
      await painter(object, make("g", { transform }, parent), known, archive);
    }
  }

  async function draw_page(archive, file, area, templates, known, number, count) {
    const page = await archive.read_xml(file);
    const box = numbers(text_of(page, "Area", "PhysicalBox") || area);
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = words.page.replace("{0}", number).replace("{1}", count);
    const svg = make("svg", { viewBox: box.join(" "), lang: "zh-CN" });
    const below = children(page, "Template").map((one) => templates.get(one.getAttribute("TemplateID"))).filter(Boolean);
    for (const one of below) for (const layer of children(child(await archive.read_xml(one), "Content"), "Layer")) await paint(layer, svg, known, archive);
    for (const layer of children(child(page, "Content"), "Layer")) await paint(layer, svg, known, archive);
    figure.append(svg, caption);
    place.append(figure);
  }

  async function show() {
    const answer = await fetch(words.file);
    if (!answer.ok) throw new Error(String(answer.status));
    const archive = await open_archive(await answer.arrayBuffer());
    const root = path_from("OFD.xml", text_of(await archive.read_xml("OFD.xml"), "DocBody", "DocRoot"));
    const whole = await archive.read_xml(root);
    is_wanting = !!child(whole, "Annotations") || !!child(child(await archive.read_xml("OFD.xml"), "DocBody"), "Signatures"); // seals stand there
    const common = child(whole, "CommonData");
    const known = new Map();
    for (const one of [...children(common, "PublicRes"), ...children(common, "DocumentRes")])
      await read_resources(archive, path_from(root, one.textContent.trim()), known);
    const templates = new Map(children(common, "TemplatePage").map((one) => [one.getAttribute("ID"), path_from(root, one.getAttribute("BaseLoc"))]));
    const pages = children(child(whole, "Pages"), "Page").slice(0, pages_at_most);
    for (const [place_of, page] of pages.entries())
      await draw_page(archive, path_from(root, page.getAttribute("BaseLoc")), text_of(common, "PageArea", "PhysicalBox"), templates, known, place_of + 1, pages.length);
    return pages.length;
  }

  const status = document.getElementById("ofd-status");
  show().then(
    () => (status.textContent = is_wanting ? words.lacksWords : ""),
    () => (status.textContent = words.fails),
  );
})();
