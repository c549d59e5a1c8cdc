// Sizes: narrow windows and large text.
import { expect_room_for_large_text } from "./layout.mjs";
import { expect, test } from "./watched.mjs";
import { pages } from "./pages.mjs";

// Of all others access.spec.mjs sees it where it looks at them anyway.
for (const { name, address } of pages.filter((page) => page.is_large))
  test(`${name} fits a window of 320 pixels, and text of twice the size`, async ({ page }) => {
    await page.goto(address);
    await expect_room_for_large_text(page);
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
