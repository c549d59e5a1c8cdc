// The checker that stands behind validator.w3.org looks at one of every kind of page that the journeys met, errors and empty ones
// included. It runs after all of them.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import { folder } from "./markup.mjs";

test("the checker of the HTML standard finds nothing wrong with any page that was met", () => {
  test.setTimeout(300_000);
  expect(readdirSync(folder).length, "pages were kept").toBeGreaterThan(60);
  const jar = createRequire(import.meta.url)("vnu-jar");
  const said = spawnSync("java", ["-Xss1m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect(said.status, said.stderr).toBe(0);
  const { messages } = JSON.parse(said.stdout);
  const told = messages.map(({ url, type, message, lastLine, extract }) => `${url.split("/").pop()}:${lastLine} ${type}: ${message} ${extract ?? ""}`);
  expect(told).toEqual([]);
});
