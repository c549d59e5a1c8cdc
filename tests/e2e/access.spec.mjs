// axe-core over every kind of page, and over their colours again in every other dress; what can be pressed is large enough, and
// nothing sticks out of the window, nor of a narrow one, nor when text is twice as large.
import AxeBuilder from "@axe-core/playwright";
import { expect_room_for_large_text, small_targets, sticking_out } from "./layout.mjs";
import { axe_rules, expect, test } from "./watched.mjs";
import { pages } from "./pages.mjs";

// A look is a cookie and another page; the night is only another style of the same. Large type has the colours of the usual look.
const dresses = [
  { name: "by night", colorScheme: "dark" },
  { name: "in large type and high contrast", look: "elder-contrast" },
];
// The whole board is the board of one kind of unit many times over; axe would look at each of its cells for minutes.
const looked_at = pages.filter((page) => !page.is_large);

async function expect_no_barrier(page, axe) {
  await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
  const { violations } = await axe.setLegacyMode(true).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`),
    count: nodes.length,
  }));
  expect(told).toEqual([]);
}

for (const { name, address } of looked_at)
  test(`${name} has no barrier that axe finds in any dress, and targets that can be hit`, async ({ page, context, baseURL, isMobile, hasTouch }) => {
    await page.goto(address);
    expect(await small_targets(page, hasTouch ? 44 : 24)).toEqual([]);
    expect(await sticking_out(page)).toEqual([]);
    // Colours are the same on a phone, which is stricter with sizes.
    const axe = new AxeBuilder({ page }).withTags(axe_rules);
    await expect_no_barrier(page, isMobile ? axe.disableRules(["color-contrast"]) : axe);
    if (isMobile) return expect_room_for_large_text(page);
    for (const dress of dresses)
      await test.step(dress.name, async () => {
        await page.emulateMedia({ colorScheme: dress.colorScheme ?? "light" });
        if (dress.look) {
          await context.addCookies([{ name: "look", value: dress.look, url: baseURL }]);
          await page.goto(address);
        }
        await expect_no_barrier(page, new AxeBuilder({ page }).withRules(["color-contrast"]));
      });
  });
