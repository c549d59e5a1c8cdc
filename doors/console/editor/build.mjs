// Makes ../assets/editor.js, and editor.licences.txt with the licences of all that is in it. `--check` only tells whether both are what
// this would make. The same packages (package-lock.json) make the same bytes.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const assets = path.join(here, "../assets");

const made = await build({
  absWorkingDir: here,
  entryPoints: ["main.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox115", "safari15"],
  charset: "utf8",
  legalComments: "none",
  lineLimit: 160, // a difference of versions can be looked at
  metafile: true,
  write: false,
});
const script = made.outputFiles[0].text;

const packages = new Set(Object.keys(made.metafile.inputs).map((input) => input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]));
packages.delete(undefined);
const licences = [...packages].sort().map((name) => {
  const folder = path.join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (license !== "MIT" || !file) throw new Error(`${name} ${version} comes under ${license}, with ${file ?? "no text of it"}: look at it first`);
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, file), "utf8").replaceAll("\r", "").trim()}\n`;
});
const text = `editor.js holds these packages.\n\n${licences.join("\n----\n\n")}`;

const outputs = { "editor.js": script, "editor.licences.txt": text };
for (const [name, bytes] of Object.entries(outputs)) {
  const file = path.join(assets, name);
  if (!process.argv.includes("--check")) {
    writeFileSync(file, bytes);
    console.log(`${name}  ${Buffer.byteLength(bytes)} bytes`);
  } else if (readFileSync(file, "utf8") !== bytes) {
    console.error(`${name} is not what build.mjs makes: run node doors/console/editor/build.mjs`);
    process.exitCode = 1;
  }
}
