// Sizes: narrow windows, large text, targets that a thumb can hit.
import { cut_off, small_targets, sticking_out } from "./layout.mjs";
import { expect, test } from "./watched.mjs";
import { pages } from "./pages.mjs";

for (const { name, address } of pages) {
  test(`${name} has targets that can be hit`, async ({ page, hasTouch }) => {
    await page.goto(address);
    expect(await small_targets(page, hasTouch ? 44 : 24)).toEqual([]);
  });

  test(`${name} fits its window, a window of 320 pixels, and text of twice the size`, async ({ page, context }) => {
    await page.goto(address);
    expect(await sticking_out(page)).toEqual([]);
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
}

test("a reader who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/board");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
