// Sizes: narrow windows and large text.
import { cut_off, sticking_out } from "./layout.mjs";
import { expect, test } from "./watched.mjs";
import { pages } from "./pages.mjs";

for (const { name, address } of pages)
  test(`${name} fits a window of 320 pixels, and text of twice the size`, async ({ page, context }) => {
    await page.goto(address);
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sticking_out(page)).toEqual([]);
    await page.setViewportSize({ width, height });
    const browser = await context.newCDPSession(page);
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await page.reload();
    expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))).toBeGreaterThanOrEqual(34);
    expect(await sticking_out(page)).toEqual([]);
    expect(await cut_off(page)).toEqual([]);
  });

test("the front page is two screens of a phone, and all that it leads to is in them", async ({ page }) => {
  await page.goto("/");
  const { height } = page.viewportSize();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(2 * height);
  for (const way of ["/board", "/documents", "/columns", "/life", "/data", "/accessibility"])
    await expect(page.locator(`main a[href="${way}"], footer a[href="${way}"]`).first(), way).toBeVisible();
});

test("of a document the first screen of a phone shows its title and whether it holds", async ({ page }) => {
  await page.goto("/documents/SL000001Z-2024-00005");
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  await expect(page.locator("summary", { hasText: "有效" })).toBeInViewport();
  await expect(page.getByText("统一登记号")).toBeHidden();
  await page.locator(".about summary").click();
  await expect(page.getByText("统一登记号")).toBeVisible();
});

test("a reader who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/board");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
