// The office presses for what is owed: from the list of who owes what to a notice, its answer, a talk and a circular.
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

// An officer with a window as large as the project's.
async function officer_of(browser, viewport, role, unit) {
  const one = await officer(browser, role, unit);
  await one.page.setViewportSize(viewport);
  return one;
}

test("a unit that is late is told to put it right, answers, gets it back, answers again and is done with", async ({ browser, viewport }) => {
  const office = await officer_of(browser, viewport, "supervisor", "市政府办公室");
  const clerk = await officer_of(browser, viewport, "information_officer", "市卫生健康局");
  const desk = office.page;

  await desk.getByRole("link", { name: "督办一览" }).click();
  await expect_readable(desk);
  await desk.getByRole("button", { name: "催办" }).click();
  await expect(desk.getByText("没有可以督办的责任")).toBeVisible();
  await desk.goBack();
  await desk.getByRole("checkbox", { name: "市卫生健康局" }).press("Space");
  await desk.getByRole("button", { name: "下发整改通知" }).press("Enter");
  await expect(desk.getByRole("heading", { name: "下发整改通知" })).toBeVisible();
  await expect_readable(desk);
  await desk.getByLabel("整改期限（工作日）").fill("0");
  await desk.getByLabel("整改要求").fill("请补齐每月数据");
  await desk.getByRole("button", { name: "下发" }).click();
  await expect(desk.getByRole("alert")).toBeVisible();
  await expect(desk.getByLabel("整改要求")).toHaveValue("请补齐每月数据");
  await expect_readable(desk);
  await desk.getByLabel("整改期限（工作日）").fill("5");
  await desk.getByRole("button", { name: "下发" }).click();
  await expect(desk.getByRole("heading", { name: /^整改通知〔\d{4}〕\d+号$/ })).toBeVisible();
  await expect_readable(desk);
  const matter = new URL(desk.url()).pathname;

  const other = await officer_of(browser, viewport, "information_officer", "市财政局");
  expect((await other.page.goto(matter)).status()).toBe(404);

  await clerk.page.goto("/console");
  await expect(clerk.page.getByRole("heading", { name: /^催办和整改/ })).toBeVisible();
  await expect_readable(clerk.page);
  await clerk.page.locator(`a[href="${matter}"]`).click();
  await expect(clerk.page.getByText("请补齐每月数据")).toBeVisible();
  await clerk.page.getByLabel("原因和整改结果").fill("正在办");
  await clerk.page.getByRole("button", { name: "报送答复" }).click();
  await expect(clerk.page.getByText("答复已经报送，等待政府办公室审核")).toBeVisible();
  await expect_readable(clerk.page);

  await desk.goto("/console");
  await expect(desk.getByRole("heading", { name: /^整改答复待审核/ })).toBeVisible();
  await desk.locator(`a[href="${matter}"]`).click();
  await expect_readable(desk);
  await desk.getByRole("button", { name: "退回" }).click();
  await expect(desk.locator(":invalid").first()).toBeVisible(); // the browser asks for the reason
  await desk.getByLabel("退回原因").fill("请写明完成日期");
  await desk.getByRole("button", { name: "退回" }).click();
  await expect(desk.getByText("原因：请写明完成日期")).toBeVisible();

  await clerk.page.reload();
  await expect(clerk.page.getByText("答复被退回")).toBeVisible();
  await clerk.page.getByLabel("原因和整改结果").fill("已补齐，今后每月5日前公开");
  await clerk.page.getByLabel("附件").setInputFiles({ name: "整改报告.txt", mimeType: "text/plain", buffer: Buffer.from("整改报告") });
  await clerk.page.getByRole("button", { name: "报送答复" }).click();
  await desk.reload();
  await expect(desk.getByRole("link", { name: "整改报告.txt" })).toBeVisible();
  await desk.getByRole("button", { name: "通过" }).click();
  await expect(desk.getByText("已办结")).toBeVisible();
  await expect(desk.getByRole("button", { name: "通过" })).toHaveCount(0);
  for (const one of [office, clerk, other]) await one.context.close();
});

test("a talk is recorded for the office and the unit alone", async ({ browser, page, viewport }) => {
  const office = await officer_of(browser, viewport, "supervisor", "市政府办公室");
  const desk = office.page;
  await desk.goto("/console/debts");
  await desk.getByRole("table").getByRole("link").first().click();
  await expect_readable(desk);
  await desk.getByRole("checkbox").first().check();
  await desk.getByRole("button", { name: "记录约谈" }).click();
  await expect_readable(desk);
  await desk.getByLabel("参加人员").fill("示例甲、示例乙");
  await desk.getByLabel("约谈内容和议定事项").fill("月底前补齐");
  await desk.getByRole("button", { name: "保存记录" }).click();
  await expect(desk.getByText("示例甲、示例乙")).toBeVisible();
  await expect_readable(desk);
  const talk = new URL(desk.url()).pathname;
  await page.goto(talk);
  await expect(page.getByRole("heading", { name: "登录工作台" })).toBeVisible();
  await desk.getByText("撤销这份督办件").click();
  await desk.getByLabel("撤销原因").fill("记错单位");
  await desk.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(desk.getByText("原因：记错单位")).toBeVisible();
  await office.context.close();
});

test("a circular is drafted by one, issued by another, and public from then on", async ({ browser, page, viewport }) => {
  const writer = await officer_of(browser, viewport, "supervisor", "市政府办公室");
  const signer = await officer_of(browser, viewport, "supervisor", "市政府办公室");
  const title = `通报${Date.now()}`;
  await writer.page.getByRole("link", { name: "通报", exact: true }).click();
  await expect_readable(writer.page);
  await writer.page.getByLabel("标题").fill(title);
  await writer.page.getByLabel("印发后在门户公开").check();
  await writer.page.getByRole("button", { name: "存为草稿" }).click();
  await expect(writer.page.getByText("起草人不能印发自己的通报")).toBeVisible();
  await expect_readable(writer.page);
  const draft = new URL(writer.page.url()).pathname;
  expect((await page.goto(draft.replace("/console", ""))).status()).toBe(404);

  await signer.page.goto(draft);
  await signer.page.getByRole("button", { name: "核对无误，印发并公开" }).click();
  await signer.page.getByRole("link", { name: "公开页面" }).click();
  await expect(signer.page.getByRole("heading", { name: title })).toBeVisible();
  await page.goto("/circulars");
  await expect_readable(page);
  await page.getByRole("link", { name: title }).click();
  await expect_readable(page);
  await page.locator("summary").first().click();
  await expect(page.locator("details[open] a").first()).toBeVisible();
  for (const one of [writer, signer]) await one.context.close();
});
