// How papers live on after they were published: what stands around them, the clean-up that ends some, and what the office keeps.
import { fill } from "./documents.mjs";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

const unit = "市财政局";
const office_unit = "市政府办公室";

async function force(writer, supervisor, fields) {
  await writer.page.goto("/console/documents/new?type=policy_document");
  await writer.page.locator("summary", { hasText: "与其他文件的关系" }).click();
  await fill(writer.page, { body: "各单位：\n请照此办理。", signed_on: "2026-02-02", disclosure: "public", ...fields });
  await writer.page.getByRole("button", { name: "保存" }).click();
  const at = new URL(writer.page.url()).pathname;
  await supervisor.page.goto(at);
  await supervisor.page.locator("summary", { hasText: "直接发布" }).click();
  await supervisor.page.locator("[name=forced_because]").fill("按上级要求当日公开");
  await supervisor.page.getByRole("button", { name: "直接发布" }).click();
  return await supervisor.page.getByRole("link", { name: "在门户上查看" }).getAttribute("href");
}

async function seen(page, name) {
  if (process.env.GONGKAI_PICTURES)
    await page.screenshot({ path: `${process.env.GONGKAI_PICTURES}/${name}.png`, fullPage: true });
}

test("papers are drawn with what stands around them, cleaned up by their unit, and the result ends some of them", async ({ browser, page }) => {
  test.slow(); // three officers, four papers, axe on a dozen pages
  const writer = await officer(browser, "information_officer", unit);
  const supervisor = await officer(browser, "supervisor", office_unit);
  await force(writer, supervisor, { title: "关于印发行政事业性收费管理办法的通知", number: "邹财字〔2026〕1号" });
  const amended = await force(writer, supervisor, {
    title: "关于修改行政事业性收费管理办法有关条款并公布收费目录清单的通知",
    number: "邹财字〔2026〕2号",
    does_amends: "邹财字〔2026〕1号",
  });
  await force(writer, supervisor, { title: "关于落实收费目录清单的通知", number: "邹财字〔2026〕3号", does_implements: "邹财字〔2026〕2号" });
  await force(writer, supervisor, { title: "关于废止部分收费项目的决定", number: "邹财字〔2026〕4号", does_partly_repeals: "邹财字〔2026〕2号" });

  await page.goto(amended);
  const drawing = page.getByRole("group", { name: /文件关系图/ });
  await expect(drawing.getByRole("link")).toHaveCount(4);
  await expect_readable(page);
  await seen(page, "net-1280");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect_readable(page);
  await seen(page, "net-390");
  await drawing.getByRole("link").last().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("关于印发行政事业性收费管理办法的通知");

  await supervisor.page.goto("/console/cleanups");
  await expect_readable(supervisor.page);
  await supervisor.page.getByLabel("名称").fill("2026年政策文件清理");
  await supervisor.page.getByLabel("文件类型").selectOption("policy_document");
  await supervisor.page.getByRole("button", { name: "开展清理" }).click();
  const cleanup = new URL(supervisor.page.url()).pathname;
  await expect_readable(supervisor.page);

  await writer.page.goto("/console");
  await writer.page.getByRole("link", { name: "2026年政策文件清理：4 件待提出结论" }).click();
  await expect_readable(writer.page);
  await seen(writer.page, "cleanup-unit");
  const items = await writer.page.locator("main a[href*='/documents/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const [i, verdict] of ["repeal", "keep", "keep", "keep"].entries()) {
    await writer.page.goto(items[i]);
    await writer.page.getByLabel("结论").selectOption(verdict);
    if (verdict === "repeal") await writer.page.getByLabel("说明").fill("已有新的规定");
    if (i === 0) await expect_readable(writer.page);
    await writer.page.getByRole("button", { name: "提出结论" }).click();
  }
  await supervisor.page.goto(items[0]);
  await expect_readable(supervisor.page);
  await supervisor.page.goto(cleanup);
  await supervisor.page.getByRole("button", { name: "确认所有已提出的结论" }).click();
  await supervisor.page.getByRole("button", { name: "生成结果文件" }).click();
  const result = new URL(supervisor.page.url()).pathname;
  const other = await officer(browser, "supervisor", office_unit);
  await other.page.goto(result);
  await other.page.locator("summary", { hasText: "直接发布" }).click();
  await other.page.locator("[name=forced_because]").fill("清理结果当日公布");
  await other.page.getByRole("button", { name: "直接发布" }).click();
  await expect(other.page.getByRole("link", { name: "在门户上查看" })).toBeVisible();

  await page.goto("/cleanups");
  await page.getByRole("link", { name: "2026年政策文件清理" }).click();
  await expect_readable(page);
  await seen(page, "cleanup-390");
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect_readable(page);
  await seen(page, "cleanup-1280");
  await page.getByRole("link", { name: "2026年政策文件清理结果" }).click();
  await expect_readable(page);
  await seen(page, "cleanup-result");
  await page.goto(amended);
  await seen(page, "net-after");
  await expect(page.getByRole("group", { name: /文件关系图/ })).toBeVisible();
  for (const one of [writer, supervisor, other]) await one.context.close();
});

test("the office keeps the list of issuing bodies and what is checked, and tries it on a text", async ({ browser, page }) => {
  const supervisor = await officer(browser, "supervisor", office_unit);
  await supervisor.page.goto("/console/makers");
  await expect_readable(supervisor.page);
  await supervisor.page.getByLabel("单位").selectOption({ label: unit });
  await supervisor.page.getByLabel("依据").fill("《山东省行政程序规定》");
  await supervisor.page.getByRole("button", { name: "列入清单" }).click();
  await expect_readable(supervisor.page);
  await seen(supervisor.page, "makers-console");
  await page.goto("/makers");
  await expect(page.getByRole("link", { name: unit })).toBeVisible();
  await expect_readable(page);
  await seen(page, "makers");

  await supervisor.page.goto("/console/checks");
  await expect_readable(supervisor.page);
  await supervisor.page.getByLabel("手机号码 确定").selectOption("warn");
  await supervisor.page.getByRole("button", { name: "保存" }).first().click();
  await supervisor.page.getByLabel("粘贴一段文字").fill("请拨打13812345678");
  await supervisor.page.getByRole("button", { name: "检查", exact: true }).click();
  await expect(supervisor.page.getByText("请核对")).toBeVisible();
  await expect_readable(supervisor.page);
  await seen(supervisor.page, "checks");
  await page.goto("/interpretations");
  await seen(page, "interpretations");
  await supervisor.context.close();
});
