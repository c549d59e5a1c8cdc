// The pictures of the README, taken from the real program with the sample notice: node screenshots.mjs FOLDER
import { statSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromium_options } from "./browser.mjs";
import { notice } from "./pages.mjs";
import { open_portal } from "./portal.mjs";

const at_most = 300_000; // bytes; a README is read over slow lines too
const desk = { viewport: { width: 1280, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const pictures = [
  { name: "home", address: "/", window: desk },
  { name: "board", address: "/board?as_of=2019-09-30", window: desk },
  { name: "task", address: `${notice}/tasks/12`, window: desk, open: "summary" },
  { name: "phone", address: "/", window: phone },
];

const folder = process.argv[2];
if (!folder) throw new Error("Say where the pictures go: node screenshots.mjs FOLDER");
const portal = await open_portal();
const browser = await chromium.launch(chromium_options);
try {
  for (const { name, address, window, open } of pictures) {
    const context = await browser.newContext({ ...window, locale: "zh-CN", timezoneId: "Asia/Shanghai", colorScheme: "light" });
    const page = await context.newPage();
    await page.goto(portal.address + address);
    if (open) await page.locator(open).first().click();
    await page.mouse.move(0, 0);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    if (size > at_most) throw new Error(`${file} has ${size} bytes, more than ${at_most}`);
    console.log(`${file}  ${size} bytes`);
    await context.close();
  }
} finally {
  await browser.close();
  await portal.close();
}
