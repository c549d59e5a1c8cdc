// What people come for. Each story is told on a desktop, on a phone and without JavaScript.
import { readFileSync } from "node:fs";
import { expect, test } from "./watched.mjs";
import { notice } from "./pages.mjs";

const air = "空气质量";

async function is_phone(page) {
  return page.viewportSize().width < 641;
}

// The board is a table of cells on a desktop and a list of owners on a phone; both say who owes something.
async function owners_on(page) {
  const heads = (await is_phone(page)) ? page.locator(".narrow-only .lines .name") : page.locator(".board tbody th");
  return (await heads.allInnerTexts()).map((name) => name.trim());
}

async function api(page, address) {
  const response = await page.request.get(address);
  expect(response.status()).toBe(200);
  return response.json();
}

test("a resident finds who owes air quality and by when", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("搜索全站").fill(air); // a combobox where scripts run
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.locator("ol.hits mark").first()).toHaveText(air);
  await page.goto(`/board?q=${encodeURIComponent(air)}`);
  await expect(page.getByLabel("任务或单位", { exact: true })).toHaveValue(air);

  const duties = (await api(page, `/api/v1/duties?q=${encodeURIComponent(air)}`)).duties;
  expect(duties.length).toBeGreaterThan(0);
  const owners = await owners_on(page);
  expect(new Set(owners)).toEqual(new Set(duties.map((duty) => duty.unit?.name ?? duty.group)));

  await page.getByRole("link", { name: duties[0].unit.name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(duties[0].unit.name);
  await page.getByRole("row").filter({ hasText: `${duties[0].task.number}` }).filter({ hasText: duties[0].task.title })
    .getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(duties[0].task.title);
  await expect(page.getByText(duties[0].requirement, { exact: true })).toBeVisible();
  const [year, month, day] = duties[0].due_on.split("-").map(Number);
  await expect(page.getByRole("table")).toContainText(`${year}年${month}月${day}日`);
});

test("the sentence of the notice is one tap away, marked in its source", async ({ page }) => {
  await page.goto(`${notice}/tasks/18`);
  const row = page.locator("#row-1");
  await row.getByText("文件原文").click();
  const marks = row.locator("blockquote mark");
  await expect(marks.first()).toBeVisible();
  const bare = (text) => text.replace(/\s/g, "");
  const marked = bare((await marks.allInnerTexts()).join(""));
  expect(marked).toContain(bare(await row.locator(".requirement").innerText()).slice(0, 12));

  await row.getByRole("link", { name: "查看整页原文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("原文");
  await expect(page.locator("blockquote")).toContainText(marked.slice(0, 8));
});

test("the board is narrowed by state, category, kind and words, and every view has an address", async ({ page }) => {
  await page.goto("/board");
  const all = await owners_on(page);
  await page.getByLabel("状态", { exact: true }).selectOption("done");
  await page.getByLabel("单位类别").selectOption("town");
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(page).toHaveURL(/kind=town/);
  const done_by_towns = await api(page, "/api/v1/duties?state=done&kind=town");
  expect(done_by_towns.count).toBeGreaterThan(0);
  expect(new Set(await owners_on(page))).toEqual(new Set(done_by_towns.duties.map((duty) => duty.unit.name)));
  await expect(page.getByLabel("状态", { exact: true })).toHaveValue("done");

  const category = (await api(page, "/api/v1/tasks")).tasks[2].category;
  await page.goto(`/board?category=${encodeURIComponent(category)}`);
  await expect(page.getByLabel("任务类别")).toHaveValue(category);
  const of_category = await api(page, `/api/v1/duties?category=${encodeURIComponent(category)}`);
  expect(new Set(await owners_on(page))).toEqual(new Set(of_category.duties.map((duty) => duty.unit?.name ?? duty.group)));

  await page.getByRole("link", { name: "查看全部" }).click();
  await expect(page).toHaveURL(/\/board$/);
  expect(await owners_on(page)).toEqual(all);
});

test("a board on which nothing is left says what to do next", async ({ page }) => {
  await page.goto("/board?q=no-such-words");
  await expect(page.getByText("没有符合条件的事项")).toBeVisible();
  await page.locator(".empty").getByRole("link", { name: "查看全部" }).click();
  await expect(page).toHaveURL(/\/board$/);
});

test("the board can be read as it stood on another day", async ({ page }) => {
  await page.goto("/board");
  await expect(page.getByText("2019年12月31日")).toBeVisible();
  await page.locator(".days").getByRole("link", { name: "6月30日" }).click();
  await expect(page).toHaveURL(/as_of=2019-06-30/);
  await expect(page.locator(".days").getByText("2019年6月30日")).toBeVisible();
  await expect(page.getByLabel("截至日期")).toHaveValue("2019-06-30");
  const then = (await api(page, "/api/v1/duties?as_of=2019-06-30")).states;
  for (const [word, count] of [["未到期", then.not_due], ["逾期未完成", then.late]])
    if (count > 0) await expect(page.locator(".standing")).toContainText(`${word} ${count}`);

  // The day goes along to the next page.
  await page.getByRole("link", { name: "市政府办公室", exact: true }).first().click();
  await expect(page).toHaveURL(/as_of=2019-06-30/);
  await expect(page.locator(".days").getByText("2019年6月30日")).toBeVisible();
});

test("a day that is none is answered with a sentence, and the board still stands", async ({ page }) => {
  const answer = await page.goto("/board?as_of=2019-02-30");
  expect(answer.status()).toBe(200);
  await expect(page.getByRole("status").filter({ hasText: "2019-02-30" })).toBeVisible();
  expect((await owners_on(page)).length).toBeGreaterThan(10);
});

test("a cell says in words how its duty stands and opens it with its proof", async ({ page }) => {
  const { duties } = await api(page, "/api/v1/duties?state=done");
  expect(duties.length).toBeGreaterThan(0);
  const duty = duties.find((one) => one.occurrences.done === 1 && one.unit);
  if (await is_phone(page)) {
    await page.goto(`/units/${duty.unit.id}`);
    await page.locator(`a[href^="${duty.address}"]`).click();
  } else {
    await page.goto("/board?state=done");
    const cell = page.locator(`.board a[href="${duty.address}"]`);
    const sentence = await cell.getAttribute("aria-label");
    expect(sentence).toContain(duty.unit.name);
    expect(sentence).toContain("查看依据");
    await cell.click();
  }
  await expect(page).toHaveURL(new RegExp(`${duty.address}$`));
  const occurrence = page.locator("tbody tr").first();
  await expect(occurrence).toContainText("已完成");
  await expect(occurrence).toContainText("示例数据");
  const [year, month, day] = duty.done_on.split("-").map(Number);
  await expect(page.getByRole("table")).toContainText(`${year}年${month}月${day}日`);
});

test("large type, high contrast and English are chosen and undone without leaving the page", async ({ page }) => {
  const here = "/board?state=late";
  await page.goto(here);
  const root = page.locator("html");
  const choose = async (name) => {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page).toHaveURL(here);
  };
  await choose("长者模式");
  await expect(root).toHaveAttribute("data-size", "elder");
  await choose("高对比");
  await expect(root).toHaveAttribute("data-contrast", "high");
  await expect(root).toHaveAttribute("data-size", "elder");
  await choose("标准字号");
  await expect(root).not.toHaveAttribute("data-size", "elder");
  await choose("标准对比");
  await expect(root).not.toHaveAttribute("data-contrast", "high");
  await choose("English");
  await expect(root).toHaveAttribute("lang", "en");
  await expect(page.getByRole("button", { name: "Find" })).toBeVisible();
  await choose("中文");
  await expect(root).toHaveAttribute("lang", "zh-CN");
});

test("what is downloaded says the same as the page and the API", async ({ page }) => {
  const view = "state=done_late";
  await page.goto(`/board?${view}`);
  const told = await api(page, `/api/v1/duties?${view}`);
  expect(told.count).toBeGreaterThan(0);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载 CSV" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const csv = readFileSync(await download.path(), "utf8");
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  // Requirements may hold line breaks within quotes; addresses stand once a line.
  expect([...csv.matchAll(/\/duties\/\d+/g)].map(([address]) => address)).toEqual(told.duties.map((duty) => duty.address));

  const json = await api(page, await page.getByRole("link", { name: "下载 JSON" }).getAttribute("href"));
  expect(json).toEqual(told);
  if (!(await is_phone(page))) {
    const cells = page.locator(".board td a");
    const shown = await cells.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(shown).toEqual(told.duties.map((duty) => duty.address));
  }
});

test("an address that is not there is answered in plain words", async ({ page }) => {
  for (const address of ["/nothing-here", "/duties/999999", "/units/0", "/notices/none", `${notice}/tasks/999`, `${notice}/source?page=99`]) {
    const answer = await page.goto(address);
    expect(answer.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main")).not.toContainText("404");
    await expect(page.getByRole("link", { name: "回到首页" })).toBeVisible();
  }
  await page.getByRole("link", { name: "回到首页" }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("what cannot be posted is refused in plain words", async ({ page }) => {
  const answer = await page.request.post("/board");
  expect(answer.status()).toBe(405);
  expect(answer.headers()["content-type"]).toContain("text/html");
  expect(await answer.text()).toContain("这个地址不接受这种操作");
});

test("the home page shows every task and leads to each part", async ({ page }) => {
  await page.goto("/");
  const tasks = (await api(page, "/api/v1/tasks")).tasks.filter((task) => task.number !== 0);
  await expect(page.locator(".strip a")).toHaveCount(tasks.length);
  const { states } = await api(page, "/api/v1/duties");
  for (const [state, count] of Object.entries(states)) {
    const figure = page.locator(`.figures a[href="/board?state=${state}"]`);
    if ((await figure.count()) > 0) await expect(figure).toHaveText(String(count));
  }
  await page.locator(".strip a").nth(17).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(tasks[17].title);
  await page.getByRole("link", { name: "责任单位", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("责任单位");
  await page.getByRole("navigation", { name: "主要栏目" }).getByRole("link", { name: "通知", exact: true }).click();
  await page.locator("main").getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`${notice}$`));
  await page.getByRole("link", { name: "文件原文" }).click();
  await expect(page.locator("blockquote")).toContainText("邹政办字");
});
