// A document on paper: what the browser prints is read back from its PDF.
import { execFileSync } from "node:child_process";
import { officer, test } from "./office.mjs";
import { publish, unit, write } from "./documents.mjs";
import { expect } from "./watched.mjs";

const millimetre = 72 / 25.4;

// Words with their places, in millimetres from the upper left corner of each page.
function words_of(pdf) {
  const xml = execFileSync("pdftotext", ["-bbox", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
  return xml.split("<page ").slice(1).map((page) => ({
    width: Number(page.match(/width="([\d.]+)"/)[1]) / millimetre,
    height: Number(page.match(/height="([\d.]+)"/)[1]) / millimetre,
    words: [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
      ([, left, top, right, bottom, text]) => ({ text, ...Object.fromEntries(Object.entries({ left, top, right, bottom }).map(([side, at]) => [side, Number(at) / millimetre])) }),
    ),
  }));
}

test("an official document is printed as GB/T 9704 lays it out, with page numbers and without what is around it", async ({ browser }) => {
  const writer = await officer(browser, "information_officer", unit);
  const paragraph = `<p>${"各单位要认真贯彻落实，压实责任，确保各项任务按期完成。".repeat(9)}</p>`;
  const body = `<h2>一、总体要求</h2>${paragraph}<h3>（一）基本原则</h3>${paragraph.repeat(3)}<h2>二、重点任务</h2>${paragraph.repeat(5)}`;
  const at = await write(writer.page, "其他公文", {
    title: "邹城市财政局关于进一步做好二〇二六年度财政预算公开工作的通知",
    body,
    number: "邹财〔2026〕5号",
    addressee: "各镇人民政府、街道办事处，市政府各部门：",
    signature: "邹城市财政局",
    signed_on: "2026-01-05",
    disclosure: "public",
  });
  const address = await publish(browser, writer, at);
  const { page } = writer;
  await page.goto(address);
  const pages = words_of(await page.pdf({ preferCSSPageSize: true, path: process.env.GONGKAI_PDF }));
  expect(pages.length).toBeGreaterThanOrEqual(2);
  const [first, second] = pages;
  for (const one of pages) {
    expect(one.width).toBeCloseTo(210, 0);
    expect(one.height).toBeCloseTo(297, 0);
    const inside = one.words.filter(({ text }) => !/^[—\d]+$/.test(text));
    for (const word of inside) {
      expect(word.left, word.text).toBeGreaterThan(27);
      expect(word.right, word.text).toBeLessThan(185);
      expect(word.top, word.text).toBeGreaterThan(32);
      expect(word.bottom, word.text).toBeLessThan(265);
    }
  }
  const text = pages.flatMap((one) => one.words.map((word) => word.text)).join("");
  for (const wanted of ["邹财〔2026〕5号", "各镇人民政府", "邹城市财政局", "2026年1月5日", "索引号"]) expect(text).toContain(wanted);
  for (const furniture of ["朗读", "长者模式", "历史版本", "政府信息公开目录", "JSON", "首页"]) expect(text).not.toContain(furniture);
  const organ = first.words[0];
  expect((organ.top + organ.bottom) / 2, "35 mm below the edge of the type area").toBeGreaterThan(37 + 35);
  const number_of = (one) => one.words.find(({ text, top }) => top > 265 && /^\d+$/.test(text));
  expect(number_of(first)).toMatchObject({ text: "1" });
  expect(number_of(second)).toMatchObject({ text: "2" });
  expect(number_of(first).left, "odd pages to the right").toBeGreaterThan(150);
  expect(number_of(second).right, "even pages to the left").toBeLessThan(60);
  const lines = new Set(second.words.filter(({ top }) => top < 263).map(({ top }) => Math.round(top)));
  expect(lines.size, "twenty-two lines a page").toBeGreaterThanOrEqual(20);
  await writer.context.close();
});
