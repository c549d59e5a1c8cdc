// 朗读: the voice of the device reads the main part of a page. The machine of the tests has no voice, so one stands in for it that says
// nothing and remembers what it was to say; all else is the page's own.
import { expect, expect_readable, test } from "./watched.mjs";
import { notice } from "./pages.mjs";

function lend_voice({ languages, takes }) {
  const said = (window.said = []);
  let current = null;
  const end = (breath) => current === breath && ((current = null), breath.onend?.());
  const voice = {
    getVoices: () => languages.map((lang) => ({ lang, localService: true, name: lang })),
    speak(breath) {
      current = breath;
      said.push({ text: breath.text, lang: breath.lang, rate: breath.rate });
      setTimeout(() => end(breath), takes);
    },
    cancel: () => void (current = null),
    addEventListener() {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
}

const said = (page) => page.evaluate(() => window.said);

test("the page is read in order with what is read marked, paused, gone on with, made faster and stopped by keys", async ({ page }) => {
  await page.addInitScript(lend_voice, { languages: ["zh-CN"], takes: 2000 });
  await page.goto(`${notice}/tasks/18`);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "朗读" }).focus();
  await page.keyboard.press("Enter");
  const bar = page.getByRole("region", { name: "朗读" });
  await expect(bar.getByRole("button", { name: "暂停" })).toBeFocused();
  await expect(page.locator(".being-read")).toHaveCount(1);
  await expect_readable(page);
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("button", { name: "继续" })).toBeFocused();
  const until_then = await said(page);
  expect(until_then[0]).toEqual({ text: title, lang: "zh-CN", rate: 1 });
  await page.waitForTimeout(2500);
  expect(await said(page), "who pauses is not read to").toEqual(until_then);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await said(page))[until_then.length]).toEqual(until_then.at(-1));
  await bar.getByLabel("语速").selectOption("1.5");
  await expect.poll(async () => (await said(page)).at(-1).rate).toBe(1.5);
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await expect(page.getByRole("button", { name: "朗读" })).toBeFocused();
  await expect(page.locator(".being-read")).toHaveCount(0);
});

test("the whole page is read once and no furniture, then there is silence", async ({ page }) => {
  await page.addInitScript(lend_voice, { languages: ["zh-CN"], takes: 0 });
  await page.goto("/accessibility");
  await page.getByRole("button", { name: "朗读" }).click();
  await expect(page.getByRole("region", { name: "朗读" })).toBeHidden();
  const all = (await said(page)).map(({ text }) => text.replace(/\s/g, "")).join("");
  const shown = await page.locator("main").innerText();
  expect(all).toBe(shown.replace(/\s/g, ""));
  expect((await said(page)).every(({ text }) => text.length <= 160)).toBe(true);
});

test("who has no voice for the language of the page has no button", async ({ page }) => {
  await page.addInitScript(lend_voice, { languages: ["en-US"], takes: 0 });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "朗读" })).toHaveCount(0);
  await page.goto("/display?language=en&back=/");
  await expect(page.getByRole("button", { name: "Read aloud" })).toBeVisible();
});
