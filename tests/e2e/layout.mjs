// Sizes of a page as it stands: what sticks out, what is cut off, what a thumb cannot hit.
import { expect } from "@playwright/test";

// What sticks out of the window to the side, except inside a region that scrolls by itself.
export async function sticking_out(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX);
    const is_held = (element) => {
      for (let at = element; at && at !== document.body; at = at.parentElement) if (scrolls(at)) return true;
      return false;
    };
    const found = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !is_held(element))
      .map((element) => element.outerHTML.slice(0, 120))
      .slice(0, 6);
    return document.documentElement.scrollWidth > width ? ["the page scrolls sideways", ...found] : found;
  });
}

// Text cut off by the box it stands in. What is clipped away whole (the heads of a stacked table) is for screen readers alone.
export async function cut_off(page) {
  return page.evaluate(() =>
    [...document.body.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        if (element.closest(".hidden, .category, svg") || !element.innerText || style.display === "inline") return false;
        if (style.clipPath === "inset(50%)") return false;
        const hides = (overflow) => overflow === "hidden" || overflow === "clip";
        return (
          (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

// Targets smaller than so many pixels each way. A link within a sentence may be as small as its words (WCAG 2.5.8, "inline").
export async function small_targets(page, least) {
  return page.evaluate((least) => {
    const is_in_a_sentence = (element) => {
      if (getComputedStyle(element).display !== "inline") return false;
      const around = [...element.parentElement.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return around.some((node) => /[\p{L}\p{N}]/u.test(node.textContent));
    };
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((element) => element.checkVisibility() && !element.closest(".hidden") && !element.matches(".skip"))
      // Who hits the words of a box that is ticked has hit the box.
      .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => (box.width < least - 0.5 || box.height < least - 0.5) && !is_in_a_sentence(element))
      .map(({ element, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 160)}`);
  }, least);
}

// A page that is open fits a window of 320 pixels, and, loaded again, text of twice the size.
export async function expect_room_for_large_text(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sticking_out(page)).toEqual([]);
  await page.setViewportSize({ width, height });
  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await page.reload();
  expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))).toBeGreaterThanOrEqual(34);
  expect(await sticking_out(page)).toEqual([]);
  expect(await cut_off(page)).toEqual([]);
}
