// The pictures of the README, taken from the real program with the sample notice: node screenshots.mjs FOLDER
import { statSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromium_options } from "./browser.mjs";
import { publish, unit, write } from "./documents.mjs";
import { officer } from "./office.mjs";
import { notice } from "./pages.mjs";
import { open_portal } from "./portal.mjs";

const at_most = 300_000; // bytes; a README is read over slow lines too
const desk = { viewport: { width: 1280, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// A paper of a unit, as its officers publish one.
async function publish_sample(browser) {
  const writer = await officer(browser, "information_officer", unit);
  const at = await write(writer.page, "其他公文", {
    title: "关于公布2026年政府预算公开工作安排的通知（示例数据）",
    body: "<h2>一、总体要求</h2><p>各单位要按照预算法的规定，做好预算公开工作。</p><h2>二、时间安排</h2><p>预算经批准后二十日内公开。</p><h2>三、有关要求</h2><p>公开的内容应当完整、准确、看得懂。</p>",
    number: "示财字〔2026〕3号",
    addressee: "市政府各部门：",
    signature: "示例单位",
    signed_on: "2026-01-05",
    disclosure: "public",
  });
  return publish(browser, writer, at);
}

const pictures = [
  { name: "home", address: "/", window: desk },
  { name: "board", address: "/board?as_of=2019-09-30", window: desk },
  { name: "task", address: `${notice}/tasks/12`, window: desk, open: "summary" },
  { name: "catalogue", address: "/catalogue", window: desk },
  { name: "document", address: publish_sample, window: desk },
  { name: "phone", address: "/", window: phone },
];

const folder = process.argv[2];
if (!folder) throw new Error("Say where the pictures go: node screenshots.mjs FOLDER");
const portal = await open_portal();
Object.assign(process.env, { GONGKAI_ADDRESS: portal.address, GONGKAI_DATA: portal.data, GONGKAI_BINARY: portal.binary });
const browser = await chromium.launch(chromium_options);
try {
  for (const { name, address, window, open } of pictures) {
    const context = await browser.newContext({ ...window, locale: "zh-CN", timezoneId: "Asia/Shanghai", colorScheme: "light" });
    const page = await context.newPage();
    await page.goto(portal.address + (typeof address === "string" ? address : await address(browser)));
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
