// What every journey obeys without saying so: nothing is asked of other hosts, no request of a page fails, the browser has nothing to
// complain of (scripts that break, rules of the content security policy that are broken).
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { keep_html } from "./markup.mjs";

export { expect };

export const axe_rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// A page as it stands: no barrier that axe finds, and no wider than its window.
export async function expect_readable(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(axe_rules).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0].html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${page.url()} is too wide`).toBeLessThanOrEqual(0);
}

export const test = base.extend({
  baseURL: async ({}, use) => use(process.env.GONGKAI_ADDRESS),

  page: async ({ page, baseURL }, use) => {
    const troubles = [];
    keep_html(page);
    page.on("pageerror", (error) => troubles.push(`error on the page: ${error.message}`));
    page.on("console", (message) => {
      // What could not be loaded is told below, with its status.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        troubles.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const address = new URL(request.url());
      if (address.origin !== baseURL && address.protocol !== "data:") troubles.push(`asked elsewhere: ${address}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !response.request().isNavigationRequest())
        troubles.push(`${response.status()} for ${response.url()}`);
    });
    page.on("requestfailed", (request) => {
      // A download ends the navigation that began it; who goes on does not wait for the pictures of the page he leaves.
      if (!request.isNavigationRequest() && request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()}`);
    });
    await use(page);
    expect(troubles).toEqual([]);
  },
});
