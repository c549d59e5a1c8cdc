// A document's way, told as stories of those who write it, pass it and read it.
import { press, unit, write } from "./documents.mjs";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

test("what an officer writes is passed by two others and read by everybody, also on a phone and in print", async ({ browser, page }) => {
  const writer = await officer(browser, "information_officer", unit);
  const reviewer = await officer(browser, "reviewer", unit);
  const signer = await officer(browser, "signer", unit);
  const at = await write(writer.page, "其他公文", { title: "关于公布预算的通知", body: "各单位：\n现将预算予以公布。", number: "甲财字[2026]3号" });
  await expect_readable(writer.page);
  await expect(writer.page.getByText("发布前还缺")).toBeVisible();
  await writer.page.getByRole("link", { name: "修改", exact: true }).click();
  await expect(writer.page.locator("[name=number]")).toHaveValue("甲财字〔2026〕3号");
  await writer.page.getByLabel("成文日期").fill("2026-01-05");
  await writer.page.getByLabel("公开属性").selectOption("public");
  await writer.page.getByRole("button", { name: "保存" }).click();
  await press(writer.page, at, "提交审核");

  await reviewer.page.goto("/console");
  await expect_readable(reviewer.page);
  await reviewer.page.getByRole("link", { name: "关于公布预算的通知" }).click();
  await expect_readable(reviewer.page);
  await reviewer.page.getByRole("button", { name: "审核通过" }).click();
  await press(signer.page, at, "签发");
  await press(writer.page, at, "立即发布");
  await writer.page.getByRole("link", { name: "在门户上查看" }).click();
  const address = new URL(writer.page.url()).pathname;

  await page.goto("/documents");
  await expect_readable(page);
  await page.getByRole("link", { name: "关于公布预算的通知" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("关于公布预算的通知");
  await expect_readable(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect_readable(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("现将预算予以公布。")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(address);
  for (const one of [writer, reviewer, signer]) await one.context.close();
});

test("a signer is told why his own text is not his to sign, and a text is returned with a reason", async ({ browser }) => {
  const writer = await officer(browser, "information_officer", unit);
  const reviewer = await officer(browser, "reviewer", unit);
  const at = await write(writer.page, "工作动态", { title: "开展培训", body: "今天开展培训。" });
  await press(writer.page, at, "提交审核");
  await reviewer.page.goto(at);
  await reviewer.page.locator("summary", { hasText: "退回修改" }).click();
  await reviewer.page.getByLabel("退回理由").fill("请写明地点");
  await reviewer.page.getByRole("button", { name: "退回修改" }).click();
  await writer.page.goto("/console");
  await writer.page.getByRole("link", { name: "开展培训" }).click();
  await expect(writer.page.getByText("请写明地点")).toBeVisible();
  await expect(writer.page.getByRole("button", { name: "审核通过" })).toHaveCount(0);
  await writer.context.close();
  await reviewer.context.close();
});

test("the library is narrowed by links and says when nothing fits", async ({ page }) => {
  await page.goto("/documents");
  await page.getByRole("navigation", { name: "筛选" }).getByRole("link", { name: "规划计划", exact: true }).click();
  await expect(page.getByRole("link", { name: "邹城市防汛应急预案（简明版）" })).toBeVisible();
  await expect(page.getByRole("link", { name: "邹城市2025年政府信息公开工作年度报告" })).toHaveCount(0);
  await page.goto("/documents?type=plan&year=2001");
  await expect(page.getByText("没有符合条件的文件")).toBeVisible();
  await expect_readable(page);
  await page.goto("/columns");
  await expect_readable(page);
  await page.getByRole("link", { name: "政策文件", exact: true }).first().click();
  await expect_readable(page);
});
