// Everything without a mouse.
import { expect, test } from "./watched.mjs";
import { notice } from "./pages.mjs";

// Where the focus is, whether it can be seen, and whether something lies over it.
async function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    window.order ??= [...document.querySelectorAll("*")];
    return {
      what: element.outerHTML.slice(0, 120),
      text: element.innerText ?? "",
      place: window.order.indexOf(element),
      is_marked: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3,
      is_in_view: box.top >= -1 && box.left >= -1 && box.top < innerHeight && box.left < innerWidth,
      is_free: !!middle && (element === middle || element.contains(middle) || middle.contains(element)),
    };
  });
}

function expect_seen(at) {
  expect(at, at.what).toMatchObject({ is_marked: true, is_in_view: true, is_free: true });
}

test("the first key leads past the head of the page", async ({ page }) => {
  await page.goto("/board");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await expect(skip).toBeFocused();
  expect_seen(await focus(page));
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("main .days a").first()).toBeFocused();
});

for (const address of ["/", "/board?q=空气质量", `${notice}/tasks/18`, "/units", "/duties/1", "/open-data"]) {
  test(`${address} is walked from end to end by Tab, in the order it is read, without a trap`, async ({ page }) => {
    await page.goto(address);
    const targets = await page.evaluate(
      () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")].filter((one) => one.checkVisibility()).length,
    );
    let before = -1;
    let seen = new Set();
    // A date field has three stops.
    for (let press = 0; press < targets + 12; ++press) {
      await page.keyboard.press("Tab");
      const at = await focus(page);
      if (!at) break;
      expect_seen(at);
      expect(at.place, at.what).toBeGreaterThanOrEqual(before);
      before = at.place;
      seen.add(at.place);
    }
    expect(seen.size).toBe(targets);
    expect(await focus(page)).toBeNull();
  });
}

test("the cells of the board are reached and never hidden under its heads", async ({ page }) => {
  await page.goto("/board");
  const cells = page.locator(".board td a");
  await cells.nth(Math.floor((await cells.count()) * 0.6)).focus();
  for (let press = 0; press < 60; ++press) {
    await page.keyboard.press("Shift+Tab");
    expect_seen(await focus(page));
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(duties|units)\/\d+/);
});

test("the table of the board can be passed over", async ({ page }) => {
  await page.goto("/board");
  const pass = page.getByRole("link", { name: "跳过对照表" });
  await pass.focus();
  await expect(pass).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "下载 CSV" })).toBeFocused();
});

test("the board is filtered, a duty opened and its source read with keys alone", async ({ page }) => {
  await page.goto("/board");
  await page.getByLabel("任务或单位", { exact: true }).focus();
  await page.keyboard.type("空气质量");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await page.locator(".board td a").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/duties\/\d+/);
  await page.locator(".facts a[href*='/tasks/']").focus();
  await page.keyboard.press("Enter");
  const summary = page.locator("summary").first();
  await summary.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("blockquote mark").first()).toBeVisible();
});
