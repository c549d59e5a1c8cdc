// Every page that any journey is served is kept as it came, one of each kind, for the checker of the HTML standard (markup.last.mjs).
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const folder = fileURLToPath(new URL("results/html/", import.meta.url));

export function forget_html() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

// Pages of one kind have the same address but for numbers and keys, and are made of the same elements.
function kind_of(address, html) {
  const place = address.pathname.replace(/\d[\w-]*/g, "0").replace(/[^a-z0-9]+/gi, "-");
  const made_of = new Set([...html.matchAll(/<([a-z0-9]+)((?:\s+[a-z-]+(?:='[^']*')?)*)/g)].map(([, tag, more]) => tag + more.replace(/='[^']*'/g, "")));
  return `${place.slice(0, 60)}.${createHash("sha256").update([...made_of].sort().join()).digest("hex").slice(0, 12)}.html`;
}

export function keep_html(page) {
  page.on("response", async (response) => {
    if (!response.request().isNavigationRequest() || !response.headers()["content-type"]?.startsWith("text/html")) return;
    try {
      const html = await response.text();
      writeFileSync(path.join(folder, kind_of(new URL(response.url()), html)), html, { flag: "wx" });
    } catch {
      // The page has gone on, or one of its kind is kept already.
    }
  });
}
