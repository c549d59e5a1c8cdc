// A unit breaks its duties down to its sections by a paper of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { officer, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

test.describe.configure({ timeout: 180_000 });

const paper = readFileSync(new URL("../samples/breakdowns/health-2019.html", import.meta.url), "utf8");
const unit = "市卫生健康局";

function list_sections(...names) {
  const list = join(mkdtempSync(join(tmpdir(), "gongkai-")), "sections.tsv");
  writeFileSync(list, `name\tkind\tparent\n${names.map((name) => `${name}\tsection\t${unit}\n`).join("")}`);
  const done = spawnSync(process.env.GONGKAI_BINARY, ["people", "import", list], { env: process.env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
}

for (const scripts of [true, false])
  test(`a unit hands in its breakdown, answers what is not sure, and its sections get their duties; ${scripts ? "with" : "without"} scripts`, async ({
    browser,
    viewport,
    isMobile,
    hasTouch,
  }) => {
    list_sections("医政医管科", "疾控应急科", "规划信息科");
    const { page, context } = await officer(browser, "information_officer", unit, { viewport, isMobile, hasTouch, javaScriptEnabled: scripts });
    const look = scripts ? expect_readable : async () => {};
    const hand_in = async (name, text) => {
      await page.goto("/console/breakdowns");
      await page.getByLabel("分工文件", { exact: false }).last().setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(text) });
      await page.getByRole("button", { name: "上传并读取" }).click();
    };
    await hand_in("news.txt", "今天天气很好。");
    await expect(page.getByRole("alert")).toBeVisible();
    await look(page);

    await hand_in("卫健局分工.html", `${paper}<!-- ${scripts} ${isMobile} -->`);
    await expect(page.getByText("读出 7 条要求")).toBeVisible();
    await expect(page.locator(".read-row mark").first()).toBeVisible();
    await look(page);
    const row = (place) => page.locator(`[id='row-${place}']`);
    await expect(row("1.1").getByLabel("交给").locator("option:checked")).toHaveText("医政医管科");
    await expect(row("7.1")).toContainText("没有找到对应的责任");
    await expect(row("6.1")).toContainText("对应哪一项责任不能确定");

    await row("1.1").getByLabel("交给").selectOption({ label: "规划信息科" });
    await page.getByRole("button", { name: "确认分派" }).click();
    await expect(page.getByRole("alert")).toContainText("请为第 6.1 条选择对应的责任");
    await expect(row("1.1").getByLabel("交给").locator("option:checked"), "what was chosen stands").toHaveText("规划信息科");
    await look(page);

    // A section that another story of this worker has noted already is asked for no more.
    for (const name of ["综合监督科", "办公室"]) {
      const asked = page.locator(".read-row").filter({ has: page.getByRole("heading", { name, exact: true }) });
      if (await asked.count()) await asked.getByLabel("登记为本单位的新科室").check();
    }
    await row("6.1").getByLabel("对应的责任").selectOption({ index: 1 });
    await page.getByRole("button", { name: "确认分派" }).click();
    await expect(page.getByText("已确认，责任已分派")).toBeVisible();
    await look(page);
    await expect(row("3.1")).toContainText("综合监督科");

    const section = await officer(browser, "information_officer", `${unit}综合监督科`, { viewport, isMobile, hasTouch });
    await expect(section.page.locator("main .lines a").first()).toContainText("做好打好打赢“三大攻坚战”信息公开");
    await section.context.close();

    await hand_in("卫健局分工.html", paper);
    await expect(row("1.1")).toContainText("改派，现在由规划信息科办理");
    await expect(row("3.1")).toContainText("不变，已由综合监督科办理");
    await page.getByRole("button", { name: "放弃这份文件" }).click();
    await expect(page.getByText("已放弃，没有分派").first()).toBeVisible();
    await context.close();
  });
