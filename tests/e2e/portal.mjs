// A portal of its own for every run: the real program, a fresh data folder with the real notice, a free port.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const patience = 20_000;

// `more`: variables of its environment; `proves`: whether its duties are proved as the demonstration has them.
export async function open_portal(more = {}, { proves = true } = {}) {
  const binary = path.resolve(process.env.GONGKAI_BINARY ?? path.join(checkout, "build-dev/gongkai"));
  const data = mkdtempSync(path.join(tmpdir(), "gongkai-journeys-"));
  // Journeys publish by the office's own act where how a text became public is not what they are about.
  const env = { ...process.env, GONGKAI_DATA: data, GONGKAI_PUBLISHING_FORCE_NEEDS_FINDING: "false", ...more };
  const options = { cwd: checkout, env, encoding: "utf8" };
  const do_verb = (...words) => {
    const done = spawnSync(binary, words, options);
    if (done.status !== 0) throw new Error(`gongkai ${words.join(" ")}: ${done.error ?? done.stderr}`);
  };

  do_verb("people", "import", "data/units-zoucheng.tsv");
  do_verb("programme", "import", "data/notices/notice-2019-33.txt", "--accept", "--demonstration");
  if (proves) do_verb("demonstration", "load", "data/demonstration");
  if (proves && existsSync(path.join(checkout, "data/demonstration/proofs-2019-33.csv")))
    do_verb("programme", "prove", "data/demonstration/proofs-2019-33.csv", "--demonstration");
  do_verb("records", "demonstrate");

  const server = spawn(binary, ["serve", "--listen", "127.0.0.1:0"], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    let said = "";
    const listen = (text) => {
      said += text;
      const found = said.match(/http:\/\/localhost:\d+/);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("error", reject);
    ended.then(() => reject(new Error(`the portal did not open: ${said}`)));
    setTimeout(() => reject(new Error(`no address within ${patience} ms: ${said}`)), patience).unref();
  });

  const close = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { address, data, binary, close };
}
