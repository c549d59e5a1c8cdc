// A resident looks for how clean the air of his town was, and finds the figure, what it means and the file.
import AxeBuilder from "@axe-core/playwright";
import { axe_rules, expect, expect_readable, test } from "./watched.mjs";

test("the air of a town is found by theme, month and town", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "数据公开" }).first().click();
  await page.getByRole("link", { name: "镇街空气质量月报" }).click();
  await expect(page.getByText("示例数据").first()).toBeVisible();
  const bars = page.locator("figure.chart svg.bar");
  expect(await bars.count()).toBeGreaterThan(2);
  const month = page.getByRole("navigation", { name: "筛选" }).getByRole("link", { name: /2026年10月/ });
  await month.click();
  await expect(page).toHaveURL(/month=2026-10/);
  await page.getByRole("link", { name: /综合指数/ }).first().click();
  await expect(page.locator("th[aria-sort]")).toHaveCount(1);
  await page.locator("table.stack tbody a").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2026年10月");
  await expect(page.getByText("公开机构")).toBeVisible();
  await expect_readable(page);
});

test("a file of a list holds what the list shows", async ({ page, request }) => {
  await page.goto("/records/air_quality_month?month=2026-10");
  const rows = await page.locator("table.stack tbody tr").count();
  const address = await page.getByRole("link", { name: "下载 CSV" }).getAttribute("href");
  const csv = await (await request.get(address)).text();
  expect(csv.trim().split("\n").length).toBe(rows + 1);
});

// The newest record of every kind, and every fourth list, for lists differ by their filters only. Colours, dresses and sizes are looked at where one kind stands for all (pages.mjs).
test("the newest record of every kind has no barrier that axe finds, nor have lists", async ({ page, request, isMobile }) => {
  test.skip(isMobile, "a phone has the same pages");
  test.setTimeout(300_000);
  const { kinds } = await (await request.get("/api/v1/records")).json();
  expect(kinds.length).toBeGreaterThan(50);
  const told = [];
  const look_at = async (address) => {
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    const axe = new AxeBuilder({ page }).include("main").withTags(axe_rules).disableRules(["color-contrast"]).setLegacyMode(true);
    for (const { id, help, nodes } of (await axe.analyze()).violations) told.push(`${address}: ${id}: ${help}: ${nodes[0].target}`);
  };
  for (const [place, { key }] of kinds.entries()) {
    if (place % 4 === 0) await look_at(`/records/${key}`);
    const { records } = await (await request.get(`/api/v1/records/${key}`)).json();
    if (records.length) await look_at(records[0].address);
  }
  expect(told).toEqual([]);
});

// Seven columns and the filters beside them were wider than a tablet, and in large letters than a small desk.
test("lists fit a tablet, and a small desk with large letters", async ({ page, context, request, isMobile, baseURL }) => {
  test.skip(isMobile, "the widths are set here");
  test.setTimeout(120_000);
  const { kinds } = await (await request.get("/api/v1/records")).json();
  const wide = [];
  for (const [look, widths] of [["", [660, 768, 1000]], ["elder", [768, 1024]]]) {
    if (look) await context.addCookies([{ name: "look", value: look, url: baseURL }]);
    for (const { key } of kinds.filter((_, place) => place % 3 === 0)) {
      await page.goto(`/records/${key}`, { waitUntil: "domcontentloaded" });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wide.push(`${key} ${look} ${width}: ${over}`);
      }
    }
  }
  expect(wide).toEqual([]);
});
