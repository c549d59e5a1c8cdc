// Every page of the console, as each of its people sees it: no barrier in any dress, no wider than a narrow window or than large text
// allows, targets that can be hit; and every form that is sent empty says so where it is wrong.
import AxeBuilder from "@axe-core/playwright";
import { unit, write } from "./documents.mjs";
import { small_targets, sticking_out } from "./layout.mjs";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

test.describe.configure({ timeout: 240_000 });

const office = "市政府办公室";
const of_roles = [
  {
    role: "information_officer",
    of: "市卫生健康局",
    addresses: ["/console", "/console/account", "/console/documents", "/console/documents/new?type=normative_document", "/console/documents/new?type=interpretation",
      "/interpretations", "/console/catalogue", "/console/upkeep", "/console/facts", "/console/matters", "/console/sections", "/console/breakdowns",
      "/console/draws", "/console/records/hand-over?of_kind=penalty"],
    follows: ["/console/duties/", "/console/facts/profile/"],
  },
  {
    role: "supervisor",
    of: office,
    addresses: ["/console/debts", "/console/circulars", "/console/notices", "/console/catalogue", "/console/upkeep", "/console/upkeep/news", "/console/facts",
      "/console/facts/guide/0", "/console/facts/leading_group/0", "/console/training", "/console/matters", "/console/records-tokens", "/console/records-sources", "/console/search",
      "/console/search/recommended", "/console/search/recommended/new?q=%E5%85%AC%E5%BC%80", "/console/search/synonyms?plain=%E5%A8%83%E5%A8%83&policy=%E5%84%BF%E7%AB%A5"],
    follows: ["/console/debts/", "/console/catalogue/items/"],
  },
  { role: "system_administrator", of: office, addresses: ["/console", "/console/settings"], follows: [] },
  { role: "security_administrator", of: office, addresses: ["/console/accounts"], follows: ["/console/accounts/"] },
  { role: "audit_administrator", of: office, addresses: ["/console/accesses", "/console/journal"], follows: [] },
];

async function expect_colours(page, context, address) {
  const told = async (dress) => {
    const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).setLegacyMode(true).analyze();
    expect.soft(violations.flatMap(({ nodes }) => nodes.map((node) => `${address} ${dress}: ${node.html.slice(0, 160)} ${node.failureSummary}`))).toEqual([]);
  };
  await page.emulateMedia({ colorScheme: "dark" });
  await told("by night");
  await page.emulateMedia({ colorScheme: "light" });
  const url = process.env.GONGKAI_ADDRESS;
  await context.addCookies([{ name: "look", value: "elder-contrast", url }]);
  await page.goto(address);
  await told("in large type and high contrast");
  expect.soft(await sticking_out(page), `${address} in large type`).toEqual([]);
  await context.addCookies([{ name: "look", value: "usual", url }]);
}

async function expect_narrow(page, address) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await sticking_out(page), `${address} in 320 pixels`).toEqual([]);
  await page.setViewportSize({ width, height });
}

// What is wrong stands on top, leads to its field, and nothing that was typed is lost.
async function expect_mistakes_told(page, address) {
  const form = page.locator("main form.sheet:has([required])").first();
  if (!(await form.count())) return;
  await form.evaluate((one) => {
    one.closest("details")?.setAttribute("open", "");
    one.noValidate = true;
    for (const field of one.querySelectorAll("[required]")) field.value = "";
  });
  await form.locator("button:not([type=button])").last().click();
  await expect(page.getByRole("alert").first(), address).toBeVisible();
  await expect_readable(page);
  await expect_narrow(page, `${address} with mistakes`);
}

for (const { role, of, addresses, follows } of of_roles)
  test(`the pages of the ${role.replaceAll("_", " ")} can be read, hit and narrowed, and their empty forms say what is wanting`, async ({ browser, viewport, isMobile, hasTouch }) => {
    const { page, context } = await officer(browser, role, of, { viewport, isMobile, hasTouch, reducedMotion: "reduce" });
    const all = [...addresses];
    for (const follow of follows) {
      for (const address of addresses) {
        await page.goto(address);
        const found = page.locator(`main a[href^="${follow}"]`).first();
        if (!(await found.count())) continue;
        all.push(await found.getAttribute("href"));
        break;
      }
    }
    expect(all.length, "every kind of page was found").toBe(addresses.length + follows.length);
    for (const address of all)
      await test.step(address, async () => {
        expect((await page.goto(address)).status(), address).toBe(200);
        await page.locator("details").evaluateAll((list) => list.forEach((one) => (one.open = true)));
        await expect_readable(page);
        expect.soft(await small_targets(page, hasTouch ? 44 : 24), address).toEqual([]);
        const moves = await page.evaluate(() => document.getAnimations().length);
        expect(moves, `${address} moves`).toBe(0);
        await expect_narrow(page, address);
        if (!isMobile) await expect_colours(page, context, address);
        await page.goto(address);
        await expect_mistakes_told(page, address);
      });
    await context.close();
  });

test("a document's page can be read in each of its states, with what was found in it and with a deed that is refused", async ({ browser, viewport, isMobile, hasTouch }) => {
  const look = { viewport, isMobile, hasTouch };
  const writer = await officer(browser, "information_officer", unit, look);
  const reviewer = await officer(browser, "reviewer", unit, look);
  const at = await write(writer.page, "工作动态", { title: "救助名单", body: "申请人身份证号11010519491231002X，联系电话13812345678。" });
  await expect(writer.page.getByText(/检查发现 \d+ 处问题/)).toBeVisible();
  await expect_readable(writer.page);
  await expect_narrow(writer.page, at);
  await writer.page.getByRole("button", { name: "提交审核" }).click();
  await expect(writer.page.getByRole("alert")).toContainText("不能公开的内容");
  await expect_readable(writer.page);
  await writer.page.getByRole("button", { name: "一键脱敏" }).click();
  await expect(writer.page.locator("main")).not.toContainText("11010519491231002X");
  await writer.page.getByRole("button", { name: "提交审核" }).click();
  await expect_readable(writer.page);
  await reviewer.page.goto(at);
  await reviewer.page.locator("summary", { hasText: "退回修改" }).click();
  await reviewer.page.getByLabel("退回理由").evaluate((field) => (field.form.noValidate = true));
  await reviewer.page.getByRole("button", { name: "退回修改" }).click();
  await expect(reviewer.page.getByRole("alert").first()).toBeVisible();
  await expect_readable(reviewer.page);
  await writer.page.goto(`${at}/editions/1`);
  await expect_readable(writer.page);
  await expect_narrow(writer.page, `${at}/editions/1`);
  for (const { context } of [writer, reviewer]) await context.close();
});
