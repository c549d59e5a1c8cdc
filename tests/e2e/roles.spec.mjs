// One day of each role: how he comes in, what he sees first, what he must not see.
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

test.describe.configure({ timeout: 180_000 });

const inbox = "/console", debts = "/console/debts", matters = "/console/matters", circulars = "/console/circulars";
const notices = "/console/notices", accounts = "/console/accounts", accesses = "/console/accesses";
const journal = "/console/journal", settings = "/console/settings", sections = "/console/sections", breakdowns = "/console/breakdowns";
const everywhere = [debts, matters, circulars, notices, accounts, accesses, journal, settings, sections, breakdowns];

// What the menu offers beside one's own to-do list; whether duties of his unit lie before him, and whether he may prove them.
const roles = {
  information_officer: { sees: [matters, sections, breakdowns], duties: true, proves: true },
  reviewer: { sees: [matters], duties: true },
  signer: { sees: [matters], duties: true },
  request_officer: { sees: [] },
  assessor: { sees: [matters] },
  supervisor: { sees: [debts, matters, circulars, notices], unit: "市政府办公室" },
  system_administrator: { sees: [settings] },
  security_administrator: { sees: [accounts] },
  audit_administrator: { sees: [accesses, journal] },
};

for (const [role, { sees, duties = false, proves = false, unit = "市民政局" }] of Object.entries(roles))
  test(`${role.replaceAll("_", " ")}: comes in by a link, sees what is his and nothing else`, async ({ browser, viewport, isMobile, hasTouch }) => {
    const { page, name, context } = await officer(browser, role, unit, { viewport, isMobile, hasTouch });
    await expect_readable(page);
    const menu = page.getByRole("navigation").getByRole("link");
    const offered = (await menu.evaluateAll((links) => links.map((link) => link.getAttribute("href")))).filter((address) => everywhere.includes(address));
    expect(offered.sort()).toEqual([...sees].sort());
    for (const address of [inbox, "/console/account", ...sees]) {
      expect((await page.goto(address)).status(), address).toBe(200);
      await expect_readable(page);
    }
    for (const address of everywhere.filter((one) => !sees.includes(one))) {
      expect((await page.request.get(address)).status(), address).toBe(403);
    }
    await page.goto("/console/account");
    await expect(page.getByText(name, { exact: true })).toBeVisible();

    await page.goto(inbox);
    const lines = page.locator("main .lines a");
    if (duties) {
      await lines.first().click({ timeout: 20_000 });
      await expect_readable(page);
      await expect(page.getByRole("button", { name: "报送" })).toHaveCount(proves ? 1 : 0);
    } else if (!sees.includes(matters)) {
      await expect(lines, "who has no duties to see has none before him").toHaveCount(0);
      expect((await page.request.get("/console/duties/1")).status()).toBe(403);
    }
    await page.getByRole("button", { name: "退出" }).click();
    await expect(page.getByRole("heading", { name: "登录工作台" })).toBeVisible();
    await page.goto(inbox);
    await expect(page.getByRole("heading", { name: "登录工作台" }), "out is out").toBeVisible();
    await context.close();
  });
