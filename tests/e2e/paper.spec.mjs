// What does not depend on the size of the window: the HTML itself, titles, languages, and the printed page.
import { HtmlValidate } from "html-validate";
import { expect, test } from "./watched.mjs";
import { notice, pages } from "./pages.mjs";

// Style sheets come from the same host: their hash is in their address, and needs no second place.
const validator = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:document"], rules: { "require-sri": "off" } });

async function api(page, address) {
  return (await page.request.get(address)).json();
}

// The words of a page in English that are Chinese and not marked so.
function unmarked_words() {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent;
    const element = walker.currentNode.parentElement;
    // An English sentence may quote Chinese words; a sign is a sign.
    const is_chinese = /\p{Script=Han}/u.test(text) && !/[a-z]{2}/.test(text);
    if (is_chinese && element.closest("[lang]").lang === "en" && !element.closest("[aria-hidden], [aria-label]:is(a)"))
      found.add(text.trim().slice(0, 60));
  }
  return [...found].slice(0, 8);
}

async function expect_whole_on_paper(page) {
  await page.setViewportSize({ width: 1047, height: 740 }); // A4 across, at 96 dots an inch, with margins
  await page.emulateMedia({ media: "print" });
  for (const control of [".menu", ".find", ".filters", ".trail", ".skip", ".downloads"])
    for (const one of await page.locator(control).all()) await expect(one).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll(".scroll")]
      .filter((one) => one.checkVisibility() && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
      .map((one) => `${one.scrollWidth}x${one.scrollHeight} in ${one.clientWidth}x${one.clientHeight}`),
  );
  expect(cut).toEqual([]);
  const grounds = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(grounds);
}

for (const { name, address } of pages)
  test(`${name} is valid HTML with headings in order, whole on paper, and in English marks what is Chinese`, async ({ page }) => {
    const html = await (await page.request.get(address)).text();
    const report = await validator.validateString(html);
    expect(report.results.flatMap((one) => one.messages.map((told) => `${told.line}:${told.column} ${told.ruleId}: ${told.message}`))).toEqual([]);

    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    const levels = await page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.reduce((before, level) => (expect(level).toBeLessThanOrEqual(before + 1), level), 0);
    await expect_whole_on_paper(page);

    await page.goto(`/display?language=en&back=${encodeURIComponent(address)}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    expect(await page.evaluate(unmarked_words)).toEqual([]);
  });

test("no two pages have the same title", async ({ page }) => {
  const { duties } = await api(page, "/api/v1/duties");
  const { tasks } = await api(page, "/api/v1/tasks");
  const { units } = await api(page, "/api/v1/units");
  const some_duties = duties.filter((duty, place) => place % 23 === 0 || duty.task.number === 18);
  const addresses = [
    ...["/", "/board", "/units", "/notices", notice, `${notice}/source`, "/accessibility", "/open-data"],
    ...tasks.map((task) => `${notice}/tasks/${task.position}`),
    ...units.map((unit) => unit.address),
    ...some_duties.map((duty) => duty.address),
  ];
  const titles = new Map();
  for (const address of addresses) {
    const title = (await (await page.request.get(address)).text()).match(/<title>(.*?)<\/title>/)[1];
    expect(titles.get(title), `${address} is called ${title}, like the page before it`).toBeUndefined();
    titles.set(title, address);
  }
});
