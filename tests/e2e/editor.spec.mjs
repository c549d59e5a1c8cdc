// The editor of a document: what is written by keys and buttons, what is pasted, what is kept, and who writes without it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

const unit = "市财政局";

test.describe.configure({ timeout: 180_000 });
const a_pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/p3LbBQAAAABJRU5ErkJggg==", "base64");

async function begin(page, type = "工作动态") {
  await page.goto("/console/documents");
  await page.getByRole("link", { name: type, exact: true }).click();
  const text = page.getByRole("textbox", { name: "正文" });
  await expect(text).toBeVisible();
  return { text, tool: (name) => page.getByRole("toolbar", { name: "正文的格式" }).getByRole("button", { name, exact: true }) };
}

async function save(page) {
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { name: "预览" })).toBeVisible();
  return page.locator(".text");
}

// As a browser hands over what another program put on the clipboard.
async function paste(text, html) {
  await text.evaluate((element, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

test("a text with headings, a list, a link, a table and a picture is written, undone, saved, and changed again", async ({ browser, viewport, isMobile, hasTouch }) => {
  const { page, context } = await officer(browser, "information_officer", unit, { viewport, isMobile, hasTouch });
  const { text, tool } = await begin(page);
  await page.getByRole("textbox", { name: /^标题/ }).fill("举办政策宣讲会");
  await text.click();
  await page.keyboard.type("一、会议安排");
  await page.getByLabel("段落样式").selectOption("一级标题");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("会议很");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("重要");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Enter");
  await tool("编号列表").click();
  await page.keyboard.type("签到");
  await page.keyboard.press("Enter");
  await page.keyboard.type("发言");
  await page.keyboard.press("Control+z");
  await expect(text).not.toContainText("发言");
  await page.keyboard.press("Control+y");
  await expect(text).toContainText("发言");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");

  await tool("链接").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("网址").fill("甲 乙");
  await dialog.getByRole("button", { name: "确定" }).click();
  await expect(dialog.getByRole("alert")).toContainText("网址无法识别");
  await dialog.getByLabel("网址").fill("/documents");
  await dialog.getByLabel("显示的文字").fill("政策文件");
  await expect_readable(page);
  await dialog.getByRole("button", { name: "确定" }).click();
  await page.keyboard.press("Enter");

  await tool("图片").click();
  await dialog.getByLabel("选择图片").setInputFiles({ name: "会场.png", mimeType: "image/png", buffer: a_pixel });
  await dialog.getByLabel("替代文字").fill("会场全景");
  await dialog.getByRole("button", { name: "确定" }).click();
  await expect(text.getByRole("img", { name: "会场全景" })).toBeVisible();

  await tool("表格").click();
  await dialog.getByLabel("列数").fill("2");
  await dialog.getByLabel("行数").fill("1");
  await dialog.getByLabel("表题").fill("日程");
  await dialog.getByRole("button", { name: "确定" }).click();
  await page.keyboard.type("时间");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("事项");
  await tool("加一行").click();
  await expect(text.getByRole("row")).toHaveCount(3);
  await expect(page.locator(".rich-count")).toHaveText(/^\d+ 字$/);
  await expect_readable(page);

  const saved = await save(page);
  await expect(saved.getByRole("heading", { name: "一、会议安排" })).toBeVisible();
  await expect(saved.locator("strong")).toHaveText("重要");
  await expect(saved.locator("ol > li")).toHaveText(["签到", "发言"]);
  await expect(saved.getByRole("link", { name: "政策文件" })).toHaveAttribute("href", "/documents");
  await expect(saved.getByRole("columnheader", { name: "时间" })).toHaveAttribute("scope", "col");
  await expect(saved.getByRole("table", { name: "日程" }).getByRole("row")).toHaveCount(3);
  const picture = saved.getByRole("img", { name: "会场全景" });
  expect(await picture.evaluate((one) => one.naturalWidth)).toBe(1);

  const before = await saved.innerHTML();
  await page.getByRole("link", { name: "修改", exact: true }).click();
  await expect(text.getByRole("img", { name: "会场全景" })).toBeVisible();
  expect(await (await save(page)).innerHTML(), "what nobody touched is saved as it was").toBe(before);
  await context.close();
});

test("what Word puts on the clipboard is cleaned by the server before it stands in the text", async ({ browser }) => {
  const { page, context } = await officer(browser, "information_officer", unit);
  const { text } = await begin(page);
  await page.getByRole("textbox", { name: /^标题/ }).fill("通知");
  await text.click();
  await paste(
    text,
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
     <p class=MsoNormal align=center style='text-align:center'><b><span style='font-family:仿宋'>关于开展检查的通知</span></b><o:p></o:p></p>
     <p class=MsoNormal onclick="alert(1)">各单位：<script>alert(2)</script></p>
     <table border=1><tr><td><p class=MsoNormal>单位</p></td><td>数量</td></tr><tr><td>甲</td><td>3</td></tr></table></body></html>`,
  );
  await expect(page.locator(".rich-status")).toContainText("已粘贴并清理格式");
  await expect(text.locator("p.centre")).toHaveText("关于开展检查的通知");
  await expect(text.getByRole("row")).toHaveCount(2);
  const saved = await save(page);
  expect(await saved.innerHTML()).not.toMatch(/Mso|script|onclick|style=/);
  await expect(saved.getByRole("cell", { name: "甲" })).toBeVisible();
  await context.close();
});

test("what is typed and not saved is there again, for its writer alone, and another's edition is not lost by it", async ({ browser }) => {
  const one = await officer(browser, "information_officer", unit);
  const other = await officer(browser, "information_officer", unit);
  const { text } = await begin(one.page);
  await one.page.getByRole("textbox", { name: /^标题/ }).fill("初稿");
  await text.click();
  await one.page.keyboard.type("第一段");
  const at = (await save(one.page)) && new URL(one.page.url()).pathname;

  await one.page.goto(`${at}/edit`);
  await one.page.getByRole("textbox", { name: "正文" }).click();
  await one.page.keyboard.press("Control+End");
  await one.page.keyboard.type("，还没有保存");
  await expect(one.page.locator(".rich-status")).toContainText("已自动暂存", { timeout: 20_000 });
  await one.page.goto("/console"); // the window is gone
  await one.page.goto(`${at}/edit`);
  await expect(one.page.getByText("还没有保存的内容")).toBeVisible();
  await expect(one.page.getByRole("textbox", { name: "正文" })).toContainText("第一段，还没有保存");
  await expect_readable(one.page);

  await other.page.goto(`${at}/edit`);
  const theirs = other.page.getByRole("textbox", { name: "正文" });
  await expect(theirs).toHaveText("第一段");
  await theirs.click();
  await other.page.keyboard.press("Control+End");
  await other.page.keyboard.type("，别人的一稿");
  await save(other.page);

  await one.page.goto(`${at}/edit`);
  await expect(one.page.getByText("此后这篇文件又存了新的一稿")).toBeVisible();
  await expect(one.page.getByRole("textbox", { name: "正文" })).toContainText("别人的一稿");
  await one.page.getByText("查看当时写下的内容").click();
  await expect(one.page.locator(".typed")).toContainText("还没有保存");
  await expect_readable(one.page);
  await one.page.getByRole("button", { name: "丢弃，回到已保存的稿子" }).click();
  await expect(one.page.getByText("当时写下的内容")).toHaveCount(0);
  for (const { context } of [one, other]) await context.close();
});

test("the editor is entered, its tools used and it is left with keys alone", async ({ browser }) => {
  const { page, context } = await officer(browser, "information_officer", unit);
  const { text, tool } = await begin(page);
  await page.getByLabel("段落样式").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tool("加粗")).toBeFocused();
  await page.keyboard.press("End");
  await expect(tool("重做")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  await expect(text).toBeFocused();
  await page.keyboard.type("字");
  await page.keyboard.press("Alt+F10");
  await expect(page.getByLabel("段落样式")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(text).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(text, "Tab does not write, it goes on").not.toBeFocused();
  await expect(text).toHaveText("字");
  await context.close();
});

test("without a script the text area is there as it always was", async ({ browser }) => {
  const { page, name, context } = await officer(browser, "information_officer", unit);
  const cookies = await context.cookies();
  const plain = await browser.newContext({ baseURL: process.env.GONGKAI_ADDRESS, locale: "zh-CN", javaScriptEnabled: false });
  await plain.addCookies(cookies);
  const bare = await plain.newPage();
  await bare.goto("/console/documents/new?type=news");
  await bare.getByRole("textbox", { name: /^标题/ }).fill("无脚本");
  await bare.getByRole("textbox", { name: "正文" }).fill("一段\n又一段");
  await bare.getByRole("button", { name: "保存" }).click();
  await expect(bare.locator(".text p")).toHaveText(["一段", "又一段"]);
  expect(name).not.toBe("");
  expect(page.url()).toContain("/console");
  await plain.close();
  await context.close();
});

test("the script in the repository is what its sources make", () => {
  const folder = fileURLToPath(new URL("../../doors/console/editor", import.meta.url));
  if (!existsSync(`${folder}/node_modules`)) {
    const laid = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder, encoding: "utf8" });
    expect(laid.status, laid.stderr).toBe(0);
  }
  const made = spawnSync("node", ["build.mjs", "--check"], { cwd: folder, encoding: "utf8" });
  expect(made.stderr).toBe("");
  expect(made.status).toBe(0);
});
