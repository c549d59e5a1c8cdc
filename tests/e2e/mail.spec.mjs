// Mail that something waits, against a real mail server: taken, not now, never, away, and with STARTTLS.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { officer } from "./office.mjs";
import { open_portal } from "./portal.mjs";
import { publish, unit, write } from "./documents.mjs";
import { expect, expect_readable } from "./watched.mjs";

const site = "https://gongkai.example.cn";
test.setTimeout(300_000); // each story opens portals of its own
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// What a reader sees of a letter.
function read(raw) {
  const [head, body] = [raw.slice(0, raw.indexOf("\r\n\r\n")), raw.slice(raw.indexOf("\r\n\r\n") + 4)];
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const header = (name) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim();
  const subject = header("subject").replaceAll(/=\?UTF-8\?B\?([^?]*)\?=\s?/g, (_, text) => Buffer.from(text, "base64"));
  const part = body.match(/Content-Transfer-Encoding: base64\r\n\r\n([^-]*)\r\n--/)[1];
  return { subject, text: Buffer.from(part, "base64").toString(), head };
}

// `answers`: by reader, the codes it says before it takes a letter for him.
async function open_post_office(options = {}, port = 0) {
  const letters = [];
  const answers = {};
  const asked = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH"],
    logger: false,
    onRcptTo({ address }, session, done) {
      asked.push(address);
      const code = answers[address]?.shift();
      done(code ? Object.assign(new Error("no"), { responseCode: code }) : undefined);
    },
    onData(stream, session, done) {
      let raw = "";
      stream.setEncoding("utf8");
      stream.on("data", (piece) => (raw += piece));
      stream.on("end", () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), secure: session.secure, ...read(raw) });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {}); // of a client that went away
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  return { letters, answers, asked, port: server.server.address().port, close };
}

async function with_portal(mail, story) {
  const portal = await open_portal({
    GONGKAI_SITE_ADDRESS: site,
    GONGKAI_MAIL_FROM: "office@gongkai.example.cn",
    GONGKAI_MAIL_PAUSE_SECONDS: "1",
    GONGKAI_MAIL_TRIES: "4",
    ...mail,
  });
  const before = { ...process.env };
  Object.assign(process.env, { GONGKAI_ADDRESS: portal.address, GONGKAI_DATA: portal.data, GONGKAI_BINARY: portal.binary });
  try {
    await story(portal);
  } finally {
    Object.assign(process.env, before);
    await portal.close();
  }
}

async function urge(page, unit) {
  await page.goto("/console/debts");
  await page.getByRole("checkbox", { name: unit }).check();
  await page.getByRole("button", { name: "催办" }).click();
  await page.getByRole("button", { name: "下发" }).click();
  await expect(page.getByRole("heading", { name: /^催办〔/ })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("what waits is told by mail, through a server that is busy, refuses or is away", async ({ browser }) => {
  let post = await open_post_office();
  await with_portal({ GONGKAI_MAIL_SERVER: `127.0.0.1:${post.port}`, GONGKAI_MAIL_TLS: "none" }, async () => {
    const office = await officer(browser, "supervisor", "市政府办公室", { mail: "office@example.cn" });
    const clerk = await officer(browser, "information_officer", "市卫生健康局", { mail: "clerk@example.cn" });
    await officer(browser, "information_officer", "市卫生健康局", { mail: "gone@example.cn" });
    await officer(browser, "information_officer", "市残联", { mail: "other@example.cn" });
    const to = (address) => post.letters.filter((letter) => letter.to.includes(address));

    post.answers["gone@example.cn"] = [550, 550, 550];
    const matter = await urge(office.page, "市卫生健康局");
    await expect.poll(() => to("clerk@example.cn").length).toBe(1);
    const [letter] = to("clerk@example.cn");
    expect(letter.subject).toBe("政务公开：有一份催办等待办理");
    expect(letter.text).toContain(`${site}${matter}`);
    expect(letter.text).toContain("已逾期");
    expect(letter.head).toContain("Auto-Submitted: auto-generated");
    expect(letter.text + letter.head).not.toContain("示例人员");
    expect(to("other@example.cn")).toEqual([]);

    // Not now: tried again until it is taken.
    post.answers["clerk@example.cn"] = [451, 451];
    await urge(office.page, "市卫生健康局");
    await expect.poll(() => to("clerk@example.cn").length).toBe(2);

    // Away: what was written meanwhile comes once it is back. A proof that waits is told to the office.
    const { port, letters, answers, asked } = post;
    expect(asked.filter((address) => address === "gone@example.cn").length).toBeLessThanOrEqual(2);
    await post.close();
    await clerk.page.goto("/console");
    await clerk.page.locator("main a[href^='/console/duties/']").first().click();
    await clerk.page.getByLabel("做了什么").fill("已公开");
    await clerk.page.getByLabel("网址").fill("/board");
    await clerk.page.getByRole("button", { name: "报送" }).click();
    await expect(clerk.page.getByText("已报送，等待确认")).toBeVisible();
    await pause(2500);
    post = await open_post_office({}, port);
    post.letters.push(...letters);
    Object.assign(post.answers, answers);
    await expect.poll(() => to("office@example.cn").length).toBe(1);
    expect(to("office@example.cn")[0].text).toContain("有完成依据等待确认");

    // Returned: told to whoever handed it in.
    await office.page.goto(new URL(clerk.page.url()).pathname);
    await office.page.getByLabel("退回原因").fill("请写明页面");
    await office.page.getByRole("button", { name: "退回" }).click();
    await expect.poll(() => to("clerk@example.cn").length).toBe(3);
    expect(to("clerk@example.cn")[2].subject).toContain("依据被退回");
    expect(to("gone@example.cn")).toEqual([]);
  });
  await post.close();
});

test("a reader is told of what is new once he has said yes, and no more once he has said no", async ({ browser }) => {
  const post = await open_post_office();
  const mail = { GONGKAI_MAIL_SERVER: `127.0.0.1:${post.port}`, GONGKAI_MAIL_TLS: "none", GONGKAI_SEARCH_ALERTS: "at_once" };
  await with_portal(mail, async (portal) => {
    const context = await browser.newContext({ baseURL: portal.address, locale: "zh-CN" });
    const reader = await context.newPage();
    const to_reader = () => post.letters.filter((letter) => letter.to.includes("reader@example.cn"));
    const path_in = (letter, from) => new URL(letter.text.match(new RegExp(`${site}(/${from}\\S*)`))[0]).pathname;

    await expect(async () => {
      await reader.goto("/search?q=海龟保护");
      await expect(reader.getByRole("link", { name: "有新内容时发邮件给我" })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await reader.getByRole("link", { name: "有新内容时发邮件给我" }).click();
    await reader.getByLabel("邮件地址").fill("reader@example");
    await reader.getByRole("button", { name: "发确认邮件给我" }).click();
    await expect(reader.getByLabel("邮件地址")).toHaveValue("reader@example");
    await expect_readable(reader);
    await reader.getByLabel("邮件地址").fill("reader@example.cn");
    await reader.getByRole("button", { name: "发确认邮件给我" }).click();
    await expect(reader.getByRole("heading", { name: "请查收邮件" })).toBeVisible();
    await expect.poll(() => to_reader().length).toBe(1);
    const [asks] = to_reader();
    expect(asks.subject).toContain("请确认邮件提醒");
    expect(asks.head).not.toContain("List-Unsubscribe");
    const confirm = path_in(asks, "alerts/confirm/");

    // A program that looks at links confirms nothing.
    expect((await fetch(portal.address + confirm)).status).toBe(200);
    await reader.goto(confirm);
    await expect_readable(reader);
    await reader.getByRole("button", { name: "确认" }).click();
    await expect(reader.getByRole("heading", { name: "已经确认" })).toBeVisible();

    const writer = await officer(browser, "information_officer", unit);
    const publish_one = async (title) => publish(browser, writer, await write(writer.page, "工作动态", { title, body: "<p>湿地里的海龟保护工作。</p>" }));
    const address = await publish_one("关于海龟保护的消息");
    await expect.poll(() => to_reader().length, { timeout: 60_000 }).toBe(2);
    const news = to_reader()[1];
    expect(news.text).toContain(`${site}${address}`);
    expect(news.text).toContain(unit);
    const end = path_in(news, "alerts/end/");
    expect(news.head.replaceAll(/\r\n /g, "")).toContain(`List-Unsubscribe: <${site}${end}>`);
    expect(news.head).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");

    // RFC 8058: the mail program ends it, without cookies; looking at the page does not.
    await reader.goto(end);
    await expect(reader.getByRole("button", { name: "退订" })).toBeVisible();
    await expect_readable(reader);
    const ended = await fetch(portal.address + end, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(ended.status).toBe(200);
    expect((await reader.goto(end)).status()).toBe(404);
    await publish_one("关于海龟保护的另一条消息");
    await pause(8000); // longer than a round of the alerts and one of the postman
    expect(to_reader().length).toBe(2);
  });
  await post.close();
});

test("with STARTTLS a letter goes to the server that was meant, with user and password, or not at all", async ({ browser }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "gongkai-mail-"));
  const certificate = (name) => {
    const [key, cert] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.pem`)];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert), file: cert };
  };
  const good = certificate("good");
  const other = certificate("other");
  const users = [];
  const options = {
    key: good.key,
    cert: good.cert,
    authOptional: false,
    disabledCommands: [],
    onAuth({ username, password }, session, done) {
      users.push(username);
      done(username === "office" && password === "geheim" ? null : new Error("no"), { user: username });
    },
  };
  const post = await open_post_office(options);
  const deaf = await open_post_office({ hideSTARTTLS: true, disabledCommands: ["STARTTLS", "AUTH"] });
  const mail = { GONGKAI_MAIL_SERVER: `127.0.0.1:${post.port}`, GONGKAI_MAIL_USER: "office", GONGKAI_MAIL_PASSWORD: "geheim" };
  const urged = async () => {
    const office = await officer(browser, "supervisor", "市政府办公室");
    await officer(browser, "information_officer", "市卫生健康局", { mail: "clerk@example.cn" });
    await urge(office.page, "市卫生健康局");
  };
  await with_portal({ ...mail, GONGKAI_MAIL_CA_FILE: good.file }, async () => {
    await urged();
    await expect.poll(() => post.letters.length).toBe(1);
    expect(post.letters[0].secure).toBe(true);
    expect(users).toEqual(["office"]);
  });
  await with_portal({ ...mail, GONGKAI_MAIL_CA_FILE: other.file }, async () => {
    await urged();
    await pause(5000);
  });
  await with_portal({ ...mail, GONGKAI_MAIL_SERVER: `127.0.0.1:${deaf.port}` }, async () => {
    await urged();
    await pause(5000);
  });
  expect(post.letters.length).toBe(1);
  expect(deaf.letters).toEqual([]);
  expect(deaf.asked).toEqual([]);
  await post.close();
  await deaf.close();
  rmSync(folder, { recursive: true });
});
