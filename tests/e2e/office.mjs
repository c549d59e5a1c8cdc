// Officers for journeys: each gets his account as officers do, by a link that works once, and signs in by the form.
import { spawnSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { keep_html } from "./markup.mjs";
import { open_portal } from "./portal.mjs";
import { expect, test as watched } from "./watched.mjs";

// The office changes what is public, so its stories have a portal of their own in each worker.
export const test = watched.extend({
  portal: [
    async ({}, use) => {
      const portal = await open_portal();
      Object.assign(process.env, { GONGKAI_ADDRESS: portal.address, GONGKAI_DATA: portal.data, GONGKAI_BINARY: portal.binary });
      await use(portal);
      await portal.close();
    },
    { scope: "worker", auto: true },
  ],
  baseURL: async ({ portal }, use) => use(portal.address),
});

export const password = "Kai-gong-2019!";
export const new_name = (role) => `${role.split("_")[0]}.${randomBytes(5).toString("hex")}`;

export function link_for(role, unit) {
  const done = spawnSync(process.env.GONGKAI_BINARY, ["account", "link", "--role", role, "--unit", unit, "--json"], {
    env: process.env,
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout).link;
}

export async function open_account(page, role, unit, name = new_name(role), mail = "") {
  await page.goto(link_for(role, unit));
  await page.getByLabel("登录名").fill(name);
  await page.getByLabel("姓名").fill("示例人员");
  if (mail) await page.locator("[name=mail]").fill(mail);
  await page.getByLabel("新密码", { exact: true }).fill(password);
  await page.getByLabel("再输一次新密码").fill(password);
  await page.getByRole("button", { name: "完成" }).click();
  return name;
}

export async function sign_in(page, name, secret = password) {
  await page.getByLabel("登录名").fill(name);
  await page.getByLabel("密码").fill(secret);
  await page.getByRole("button", { name: "登录" }).click();
}

// A window of his own, signed in; `look`: its size and such; `mail`: where letters to him go.
export async function officer(browser, role, unit, { mail, ...look } = {}) {
  const context = await browser.newContext({ baseURL: process.env.GONGKAI_ADDRESS, locale: "zh-CN", ...look });
  const page = await context.newPage();
  keep_html(page);
  const name = await open_account(page, role, unit, new_name(role), mail);
  await sign_in(page, name);
  await expect(page.getByRole("heading", { name: "我的待办" })).toBeVisible();
  return { page, name, context };
}

// RFC 6238, as an authenticator counts it.
export function code_of(secret_text, at = Date.now()) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret_text.replaceAll(" ", "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
