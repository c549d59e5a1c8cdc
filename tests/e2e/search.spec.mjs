// The box of the search: suggestions under it by keys and by touch, readable however they are shown, and nothing lost without them.
import { expect, expect_readable, test } from "./watched.mjs";

test("suggestions come under the box, are chosen by keys or by a finger, and go away when they are not wanted", async ({ page, isMobile }) => {
  await page.goto("/units");
  const box = page.getByRole("combobox", { name: "搜索全站" });
  const list = page.getByRole("listbox", { name: "搜索建议" });
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await expect(list).toBeHidden();

  // The index of suggestions may be a moment behind the portal's opening.
  await expect(async () => {
    await box.fill("");
    await box.pressSequentially("shicai");
    await expect(list).toBeVisible({ timeout: 2000 });
  }).toPass();
  const option = list.getByRole("option", { name: /市财政局/ }).first();
  await expect(option).toContainText("单位");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("status").filter({ hasText: /有 \d+ 条建议/ })).toBeAttached();
  for (const box_of of await list.getByRole("option").all()) expect((await box_of.boundingBox()).height).toBeGreaterThanOrEqual(44);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await expect_readable(page);
  }

  // What is chosen stands in the box, and what was typed comes back.
  await page.keyboard.press("ArrowDown");
  const first = list.getByRole("option").first();
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", await first.getAttribute("id"));
  await expect_readable(page);
  await page.keyboard.press("ArrowUp");
  await expect(box).toHaveValue("shicai");
  await page.keyboard.press("ArrowUp");
  await expect(list.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(box).toHaveValue("shicai");
  await expect(box).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(list).toBeVisible();

  // Nothing moves while an input method composes.
  await box.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(page).toHaveURL(/\/units$/);

  if (isMobile) {
    await option.tap();
  } else {
    await page.keyboard.press("ArrowDown");
    while ((await box.inputValue()) !== "市财政局") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole("region", { name: "直接答案" })).toContainText("市财政局");
  // The box of the page itself has them too.
  const own = page.getByRole("combobox", { name: "搜什么" });
  await own.fill("空气");
  await expect(page.getByRole("listbox")).toHaveCount(1);
  await expect_readable(page);
});
