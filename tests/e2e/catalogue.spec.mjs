// The catalogue and what an office says of itself, told as stories of those who keep them.
import { unit } from "./documents.mjs";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

const office = "市政府办公室";
const head = "领域,序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请公开,县级,乡级";
const rows = [
  "财政预决算,1,部门,部门决算,收入、支出,《预算法》,批复后20日内,市财政局,■政府网站,√,,√,,√,√",
  "义务教育,1,招生,招生范围,学区、计划,《义务教育法》,20个工作日内,市教育局,■政府网站,√,,√,,√,",
];
const broken = "财政预决算,2,部门,三公经费,,,,,,,,,,,";
const file = (...lines) => ({ name: "目录.csv", mimeType: "text/csv", buffer: Buffer.from([head, ...lines, ""].join("\n")) });
const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

async function hand_in(page, given) {
  await page.goto("/console/catalogue");
  await page.getByLabel("目录文件").setInputFiles(given);
  await page.getByRole("button", { name: "上传并查看" }).click();
  await expect(page.getByRole("heading", { name: /逐行核对/ })).toBeVisible();
  await expect_readable(page);
}

test("the office takes a catalogue in after it has looked at it row by row, and gives an item its column and its term", async ({ browser, page, viewport, isMobile, hasTouch }) => {
  const keeper = await officer(browser, "supervisor", office, { viewport, isMobile, hasTouch });
  const desk = keeper.page;
  await hand_in(desk, file(...rows, broken));
  await expect(desk.getByRole("button", { name: "确认导入" })).toHaveCount(0);
  await hand_in(desk, file(...rows));
  await expect(desk.getByText("新增2项")).toBeVisible();
  await desk.getByRole("button", { name: "确认导入" }).click();
  await expect(desk.getByText(/已于.*导入|已导入/).first()).toBeVisible();

  await desk.goto("/console/catalogue");
  await desk.getByRole("link", { name: /部门决算/ }).first().click();
  await expect_readable(desk);
  await desk.getByLabel("栏目", { exact: true }).selectOption({ index: 1 });
  await desk.getByRole("button", { name: "保存栏目" }).click();
  await expect(desk.getByLabel("栏目", { exact: true })).not.toHaveValue("");
  await desk.getByLabel("公开时限").fill("随便什么时候");
  await desk.getByLabel("依据和理由").fill("《预算法》第十四条");
  await desk.getByRole("button", { name: "保存时限" }).click();
  await expect(desk.getByRole("alert")).toBeVisible();
  await expect(desk.getByLabel("公开时限")).toHaveValue("随便什么时候");
  await expect_readable(desk);
  await desk.getByLabel("公开时限").fill("批复后10日内");
  await desk.getByRole("button", { name: "保存时限" }).click();
  await expect(desk.getByText("依据：《预算法》第十四条")).toBeVisible();

  await page.goto("/catalogue");
  await page.getByRole("link", { name: "财政预决算" }).first().click();
  await page.getByRole("link", { name: /部门决算/ }).first().click();
  await expect(page.getByText("批复后10日内").first()).toBeVisible();
  await expect_readable(page);
  await keeper.context.close();
});

test("a column has a unit that sees to it within so many days, and the console tells how it stands", async ({ browser, viewport, isMobile, hasTouch }) => {
  const { page, context } = await officer(browser, "supervisor", office, { viewport, isMobile, hasTouch });
  await page.goto("/console/upkeep");
  await expect_readable(page);
  await page.getByRole("link", { name: "工作动态", exact: true }).click();
  await page.getByLabel("责任单位").selectOption({ label: unit });
  await page.getByLabel("更新周期").fill("常更新");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("更新周期")).toHaveValue("常更新");
  await page.getByLabel("更新周期").fill("14");
  await page.getByRole("button", { name: "保存" }).click();
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "工作动态", exact: true }) });
  await expect(row).toContainText(unit);
  await expect(row).toContainText("14天");
  await expect(row.locator(".state").first()).toBeVisible();
  await context.close();
});

test("a unit's profile that changes after the guide's day is told to the office, and both stand on the portal", async ({ browser, page, viewport, isMobile, hasTouch }) => {
  const keeper = await officer(browser, "supervisor", office, { viewport, isMobile, hasTouch });
  const clerk = await officer(browser, "information_officer", unit, { viewport, isMobile, hasTouch });
  await keeper.page.goto("/console/facts/guide/0");
  for (const label of ["信息的分类", "编排体系", "获取方式", "工作机构名称", "办公地址", "办公时间", "联系电话", "互联网联系方式"])
    await keeper.page.getByLabel(label).fill(`示例：${label}`);
  await keeper.page.getByLabel("从哪一天起").fill("2026-01-05");
  await keeper.page.getByRole("button", { name: "保存并公开" }).click();

  await clerk.page.goto("/console/facts");
  await clerk.page.getByRole("link", { name: unit, exact: true }).click();
  await expect_readable(clerk.page);
  for (const label of ["机关职能", "办公地址", "办公时间", "联系方式", "负责人姓名"]) await clerk.page.getByLabel(label).fill(`示例：${label}`);
  await clerk.page.getByLabel("从哪一天起").fill(today());
  await clerk.page.getByRole("button", { name: "保存并公开" }).click();
  await clerk.page.getByRole("link", { name: unit, exact: true }).click();
  await clerk.page.getByLabel("联系方式").fill("0537-0000000");
  await clerk.page.getByLabel("从哪一天起").fill(today());
  await clerk.page.getByRole("button", { name: "保存并公开" }).click();

  await keeper.page.goto("/console/facts");
  await expect(keeper.page.getByText("概况在指南日期")).toBeVisible();
  await expect(keeper.page.getByText(new RegExp(`${unit}（.*）：`))).toBeVisible();
  await expect_readable(keeper.page);
  await page.goto("/guide");
  await expect(page.getByText("示例：编排体系")).toBeVisible();
  await expect_readable(page);
  for (const one of [keeper, clerk]) await one.context.close();
});

test("a training is noted and stands in the log that everybody reads", async ({ browser, page, viewport, isMobile, hasTouch }) => {
  const keeper = await officer(browser, "supervisor", office, { viewport, isMobile, hasTouch });
  const desk = keeper.page;
  await desk.goto("/console/training");
  await desk.getByLabel("日期").fill("2031-01-01");
  await desk.getByLabel("主题").fill("政府信息公开条例培训");
  await desk.getByLabel("人数").fill("60");
  await desk.getByLabel("时长（分钟）").fill("90");
  await desk.getByRole("button", { name: "登记" }).click();
  await expect(desk.getByRole("alert")).toBeVisible();
  await expect_readable(desk);
  await desk.getByLabel("日期").fill(today());
  await desk.getByRole("button", { name: "登记" }).click();
  await expect(desk.getByRole("cell", { name: "政府信息公开条例培训" }).or(desk.getByText("政府信息公开条例培训")).first()).toBeVisible();
  await expect_readable(desk);
  await page.goto("/training");
  await expect(page.getByText("政府信息公开条例培训").first()).toBeVisible();
  await expect_readable(page);
  await keeper.context.close();
});
