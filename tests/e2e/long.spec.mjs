// What other places have: names of fifty characters, words without a blank, a table of twenty-five columns, a notice whose table
// knows no categories. Nothing of it makes a page wider than the window, and axe finds no barrier in it.
import AxeBuilder from "@axe-core/playwright";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { sticking_out } from "./layout.mjs";
import { open_portal } from "./portal.mjs";
import { axe_rules, expect, test as watched } from "./watched.mjs";

const name = "云溪市人民政府重大建设项目稽察特派员办公室暨公共资源交易监督管理委员会综合协调领导小组办公室";
const word = "AVeryLongLatinWordWithoutAnyBlankOrHyphenThatNoBrowserMayBreakByItself".repeat(3);
const title = `关于${"切实做好重点领域信息主动公开与依申请公开以及政策解读回应关切工作".repeat(4)}的通知`;
const columns = Array.from({ length: 25 }, (_, n) => n);

const units = `name\tfull_name\tkind\tparent\tgroups\taliases\tvalid_from\tvalid_until\tnote
市政府办公室\t云溪市人民政府办公室\toffice\t\t\t\t\t\t
市发展和改革委员会\t${name}\tdepartment\t\t各部门\t\t\t\t${word}
`;

const task = (n) =>
  `|${n}|${"推进重点领域信息公开标准化规范化建设".repeat(5)}${n}|围绕${word}，${"公开各类信息、".repeat(40)}做到应公开尽公开|市发展和改革委员会、市政府办公室，各镇街|6月底前、11月底前|`;

const notice = `云溪市人民政府办公室
${title}
云政办字〔2026〕1号
各部门：
现将政务公开任务分解表印发给你们。
云溪市人民政府办公室
2026年1月5日
附件
政务公开任务分解表
|序号|工作任务|具体要求|责任单位|完成时限|
${[1, 2, 3, 4].map(task).join("\n")}
`;

const cells = (tag, text) => columns.map((n) => `<${tag}>${text(n)}</${tag}>`).join("");
const body =
  `<h2>${word}</h2><p>${"正文没有任何空格".repeat(200)}</p><p>${word}</p><pre>${word}</pre><ul><li>${word}</li></ul>` +
  `<table><tr>${cells("th", (n) => `列${n}`)}</tr><tr>${cells("td", (n) => 1234567890 + n)}</tr></table>`;
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const documents = `title,unit,number,published_on,body
${[title, "市发展和改革委员会", "云发改字〔2026〕1234567890号", "2026-02-01", body].map(quoted).join(",")}
`;

const test = watched.extend({
  portal: [
    async ({}, use) => {
      const portal = await open_portal({}, { proves: false });
      const write = (file, text) => {
        writeFileSync(path.join(portal.data, file), text);
        return path.join(portal.data, file);
      };
      const do_verb = (...words) => {
        const done = spawnSync(portal.binary, words, { env: { ...process.env, GONGKAI_DATA: portal.data }, encoding: "utf8" });
        if (done.status !== 0) throw new Error(`${words.join(" ")}: ${done.stdout} ${done.stderr}`);
      };
      do_verb("people", "import", write("units.tsv", units));
      do_verb("programme", "import", write("notice.txt", notice), "--accept");
      do_verb("documents", "import", write("documents.csv", documents), "--create", "--column", "通知公告", "--type", "政策文件");
      await use(portal);
      await portal.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.address),
});

test("names and words of any length stay within the window, and have no barrier", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/documents");
  const paper = await page.locator("main a[href^='/documents/']", { hasText: "重点领域信息主动公开" }).first().getAttribute("href");
  for (const address of ["/", "/board", "/notices/2026-1", "/notices/2026-1/tasks/1", "/documents", paper, "/units", "/search?q=公开"])
    await test.step(address, async () => {
      await page.goto(address);
      await expect(page.locator("h1")).not.toHaveCount(0);
      expect(await sticking_out(page), address).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).withTags(axe_rules).disableRules(["color-contrast"]).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), address).toEqual([]);
    });
});
