// The main story: the Word file that an officer has becomes a page that residents read, and the duty it fulfils turns green. And a
// resident's way to it and to its proof, without a mouse and by the names that a screen reader says.
import { publish } from "./documents.mjs";
import { officer, test as at_work } from "./office.mjs";
import { docx, ofd } from "./office_files.mjs";
import { open_portal } from "./portal.mjs";
import { expect, expect_readable } from "./watched.mjs";

const of = "市卫生健康局";
const notice = docx([
  "示政办字〔2019〕3号",
  "示例市人民政府办公室关于做好2019年政务公开工作的通知",
  "各镇人民政府、街道办事处，市政府各部门：",
  "为做好政务公开工作，现将有关事项通知如下。",
  "一、总体要求",
  "各单位要高度重视，加强领导，明确责任。",
  "二、主要任务",
  "按下表分工办理。",
  [["任务", "责任单位"], ["公开财政预算", "市财政局"]],
  "三、有关要求",
  "请按时报送。",
  "示例市人民政府办公室",
  "2019年5月6日",
]);

// In the spring of the notice's year nothing is late yet.
const test = at_work.extend({
  portal: [
    async ({}, use) => {
      process.env.GONGKAI_NOW = "2019-05-20T02:00:00Z";
      const portal = await open_portal({}, { proves: false });
      Object.assign(process.env, { GONGKAI_ADDRESS: portal.address, GONGKAI_DATA: portal.data, GONGKAI_BINARY: portal.binary });
      await use(portal);
      delete process.env.GONGKAI_NOW;
      await portal.close();
    },
    { scope: "worker", auto: true },
  ],
});

test.describe.configure({ mode: "serial", timeout: 300_000 });

let address = "", title = "";

test("an officer hands in his Word file; it is checked, masked, reviewed, signed, public, and the board turns green", async ({ browser, page }) => {
  const writer = await officer(browser, "information_officer", of);
  const office = await officer(browser, "supervisor", "市政府办公室");
  const desk = writer.page;
  await desk.goto("/console/documents");
  await desk.getByRole("link", { name: "其他公文", exact: true }).click();
  await desk.locator("[name=from_file]").setInputFiles({
    name: "通知.docx",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    buffer: notice,
  });
  await desk.locator("[name=file]").setInputFiles({ name: "版式.ofd", mimeType: "application/ofd", buffer: ofd(["示例市人民政府办公室文件", "关于做好政务公开工作的通知"]) });
  await desk.getByLabel("公开属性").selectOption("public");
  await desk.getByRole("button", { name: "保存" }).click();
  await expect(desk.getByRole("heading", { name: "现在可以办理" })).toBeVisible();
  title = await desk.getByRole("heading", { level: 1 }).innerText();
  expect(title).toContain("政务公开工作");
  await expect(desk.locator(".paper .of-number")).toContainText("示政办字〔2019〕3号");
  await expect(desk.locator(".text").getByRole("heading", { name: "一、总体要求" })).toBeVisible();
  await expect(desk.locator(".text").getByRole("columnheader", { name: "责任单位" })).toBeVisible();

  await desk.goto("/board"); // any page will do
  const printed = await desk.pdf();
  await desk.goBack();
  await desk.getByRole("link", { name: "修改", exact: true }).click();
  const text = desk.getByRole("textbox", { name: "正文" });
  await text.click();
  await desk.keyboard.press("Control+End");
  await desk.keyboard.press("Enter");
  await desk.keyboard.type("联系人身份证号11010519491231002X。");
  await desk.locator("[name=file]").first().setInputFiles({ name: "版式.pdf", mimeType: "application/pdf", buffer: printed });
  await desk.getByRole("button", { name: "保存" }).click();
  const at = new URL(desk.url()).pathname;
  await desk.getByRole("button", { name: "提交审核" }).click();
  await expect(desk.getByRole("alert").first()).toContainText("不能公开的内容");
  await desk.getByRole("button", { name: "一键脱敏" }).click();
  await expect(desk.locator(".paper")).not.toContainText("11010519491231002X");
  await expect(desk.locator(".paper")).toContainText("联系人身份证号");
  address = await publish(browser, writer, at, of);

  await desk.goto(at);
  await desk.getByRole("link", { name: /证明|完成的任务|完成任务/ }).first().click();
  await expect_readable(desk);
  await desk.locator("main .lines a").first().click();
  const duty = new URL(desk.url()).pathname.split("/").pop();
  await expect(desk.getByLabel("网址")).toHaveValue(address);
  await desk.getByLabel("做了什么").fill("通知已公开");
  await desk.getByRole("button", { name: "报送" }).click();
  await office.page.goto(new URL(desk.url()).pathname);
  await office.page.getByRole("button", { name: "确认完成" }).click();

  await page.goto(`/duties/${duty}`);
  await expect(page.locator(".state.done").first()).toBeVisible();
  await page.goto("/board");
  await expect(page.locator(`.board td a[href^="/duties/${duty}"]`)).toHaveClass(/\bdone\b/);
  await page.goto(`/duties/${duty}`);
  await page.locator(`main a[href="${address}"]`).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  for (const one of [writer, office]) await one.context.close();
});

// Tab by Tab to what bears this name, as one hears it.
async function tab_to(page, role, name) {
  for (let press = 0; press < 200; ++press) {
    await page.keyboard.press("Tab");
    const reached = page.getByRole(role, { name }).and(page.locator(":focus"));
    if (await reached.count()) return reached;
  }
  throw new Error(`no ${role} called ${name} was reached`);
}

test("a resident without a mouse goes from the front page to the document, its file and its proof", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has no Tab");
  await page.goto("/");
  await tab_to(page, "link", "信息公开");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/documents/);
  await expect_readable(page);
  await tab_to(page, "link", title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("article")).toContainText("一、总体要求");
  await tab_to(page, "link", "一、总体要求");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#s\d+$/);
  const file = await tab_to(page, "link", "通知.docx");
  const download = page.waitForEvent("download");
  await file.press("Enter");
  expect((await download).suggestedFilename()).toBe("通知.docx");
  await tab_to(page, "link", "核对这一页");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("验证");
  await expect(page.getByText("核对通过")).toBeVisible();
  await expect_readable(page);
});

test("what a screen reader says of the document tells what each part is", async ({ page }) => {
  await page.goto(address);
  const unnamed = await page.evaluate(() => [...document.querySelectorAll("nav")].filter((one) => !one.ariaLabel).map((one) => one.outerHTML.slice(0, 80)));
  expect(unnamed).toEqual([]);
  for (const landmark of ["banner", "main", "contentinfo"]) await expect(page.getByRole(landmark)).toHaveCount(1);
  const tree = await page.locator("main").ariaSnapshot();
  for (const wanted of [`heading "${title}" [level=1]`, 'heading "一、总体要求" [level=2]', 'columnheader "责任单位"', 'heading "附件" [level=2]', 'heading "验证" [level=2]'])
    expect(tree).toContain(wanted);
  await expect_readable(page);
});

test("the pages of an OFD file are drawn when a reader asks, and a PDF is shown by the browser", async ({ page, baseURL }) => {
  await page.goto(address);
  expect(await page.locator("script[src*='ofd.js']").count(), "nothing of it is loaded before").toBe(0);
  const pdf = await page.request.get(`${address}/pages/${encodeURIComponent("版式.pdf")}`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect(pdf.headers()["content-disposition"]).toBeUndefined();
  await page.getByRole("link", { name: "查看版式 版式.ofd" }).click();
  await expect(page.getByRole("figure").first()).toContainText("第 1 页，共");
  await expect(page.locator("#ofd svg").first()).toContainText("政务公开");
  await expect(page.getByText("正在打开版式")).toHaveCount(0);
  await expect_readable(page);
  expect(new URL(page.url()).origin).toBe(baseURL);
});
