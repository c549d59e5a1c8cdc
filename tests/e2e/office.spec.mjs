// The office at work, told as stories of its people.
import { code_of, link_for, new_name, officer, open_account, password, sign_in, test } from "./office.mjs";
import { expect, expect_readable } from "./watched.mjs";

test("an officer proves a duty, gets it back with a reason, proves it again; the public sees it once it is accepted", async ({ browser, page }) => {
  const clerk = await officer(browser, "information_officer", "市卫生健康局");
  const office = await officer(browser, "supervisor", "市政府办公室");

  await expect_readable(clerk.page);
  await clerk.page.locator("main .lines a").first().click();
  const duty = new URL(clerk.page.url()).pathname.split("/").pop();
  await expect_readable(clerk.page);
  await clerk.page.getByLabel("做了什么").fill("2019年部门预算已公开");
  await clerk.page.getByLabel("网址").fill("/board");
  await clerk.page.getByRole("button", { name: "报送" }).click();
  await expect(clerk.page.getByText("已报送，等待确认")).toBeVisible();
  await expect_readable(clerk.page);
  const proof = new URL(clerk.page.url()).pathname;
  await expect(clerk.page.getByRole("button", { name: "确认完成" })).toHaveCount(0);

  await page.goto(`/duties/${duty}`);
  await expect(page.getByText("2019年部门预算已公开")).toHaveCount(0);

  await office.page.reload();
  await office.page.goto(proof);
  await expect_readable(office.page);
  await office.page.getByLabel("退回原因").fill("请写明公开的页面");
  await office.page.getByRole("button", { name: "退回" }).click();

  await clerk.page.goto(`/console/duties/${duty}`);
  await expect(clerk.page.getByText("原因：请写明公开的页面")).toBeVisible();
  await clerk.page.getByLabel("做了什么").fill("2019年部门预算已在预决算栏目公开");
  await clerk.page.getByLabel("网址").fill("/board");
  await clerk.page.getByRole("button", { name: "报送" }).click();
  await office.page.goto(new URL(clerk.page.url()).pathname);
  await office.page.getByRole("button", { name: "确认完成" }).click();

  await page.goto(`/duties/${duty}?as_of=${new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)}`);
  await expect(page.getByText("2019年部门预算已在预决算栏目公开")).toBeVisible();
  await clerk.context.close();
  await office.context.close();
});

test("what was typed stays when something is wrong, and every mistake is said beside its field", async ({ browser }) => {
  const { page, context } = await officer(browser, "information_officer", "市民政局");
  await page.locator("main .lines a").first().click();
  await page.getByLabel("做了什么").fill("低保名单已公示");
  await page.getByLabel("依据是").selectOption("page");
  await page.getByLabel("网址").fill("https://elsewhere.example/");
  await page.getByRole("button", { name: "报送" }).click();
  await expect(page.getByRole("alert")).toContainText("本门户的页面请写以 / 开头的路径");
  await expect(page.getByLabel("做了什么")).toHaveValue("低保名单已公示");
  await expect_readable(page);
  await page.getByLabel("依据是").selectOption("link");
  await page.getByLabel("网址").fill("http://127.0.0.1/");
  await page.getByRole("button", { name: "报送" }).click();
  await expect(page.getByRole("alert")).toContainText("指向内部网络");
  await context.close();
});

test("another unit's duty is not there for an officer", async ({ browser }) => {
  const mine = await officer(browser, "information_officer", "市残联");
  const address = await mine.page.locator("main .lines a").first().getAttribute("href");
  const other = await officer(browser, "information_officer", "市司法局");
  expect((await other.page.goto(address)).status()).toBe(404);
  await mine.context.close();
  await other.context.close();
});

test("the office sees who owes what since when", async ({ browser }) => {
  const { page, context } = await officer(browser, "supervisor", "市政府办公室");
  await page.getByRole("link", { name: "督办一览" }).click();
  await expect_readable(page);
  const first = page.getByRole("table").getByRole("link").first();
  const unit = await first.innerText();
  await first.click();
  await expect(page.getByRole("heading", { name: unit })).toBeVisible();
  await expect(page.getByRole("table")).toContainText("已逾期");
  await context.close();
});

test("the keeper of accounts invites, gives a new password, and closes; each link works once", async ({ browser, page }) => {
  const keeper = await officer(browser, "security_administrator", "市政府办公室");
  await keeper.page.getByRole("link", { name: "账号", exact: true }).click();
  await expect_readable(keeper.page);
  await keeper.page.getByLabel("单位").selectOption({ label: "市公安局" });
  await keeper.page.getByLabel("审核人").check();
  await keeper.page.getByLabel("系统管理员").check();
  await keeper.page.getByRole("button", { name: "生成链接" }).click();
  await expect(keeper.page.getByRole("alert")).toContainText("三个人分任");
  await keeper.page.getByLabel("系统管理员").uncheck();
  await keeper.page.getByRole("button", { name: "生成链接" }).click();
  const link = await keeper.page.locator(".link-once").innerText();
  const name = new_name("reviewer");
  await page.goto(link);
  await expect_readable(page);
  await page.getByLabel("登录名").fill(name);
  await page.getByLabel("姓名").fill("示例人员");
  await page.getByLabel("新密码", { exact: true }).fill("abc");
  await page.getByLabel("再输一次新密码").fill("abc");
  await page.getByRole("button", { name: "完成" }).click();
  await expect(page.getByRole("alert")).toContainText("密码至少要有 10 个字符");
  await expect(page.getByLabel("登录名")).toHaveValue(name);
  await page.getByLabel("新密码", { exact: true }).fill(password);
  await page.getByLabel("再输一次新密码").fill(password);
  await page.getByRole("button", { name: "完成" }).click();
  await sign_in(page, name);
  await expect(page.getByRole("heading", { name: "我的待办" })).toBeVisible();
  expect((await page.goto(link)).status()).toBe(404);

  await keeper.page.goto("/console/accounts");
  await keeper.page.getByRole("link", { name }).click();
  await expect_readable(keeper.page);
  await keeper.page.getByRole("button", { name: "停用账号" }).click();
  await expect(keeper.page.getByText("已经停用")).toBeVisible();
  await page.goto("/console");
  await expect(page.getByRole("heading", { name: "登录工作台" })).toBeVisible();
  await keeper.context.close();
});

test("a second factor is set by its QR code or by hand, and asked for from then on", async ({ page }) => {
  const name = await open_account(page, "assessor", "市政府办公室");
  await sign_in(page, name);
  await page.goto("/console/account");
  await expect_readable(page);
  const secret = await page.locator("code").innerText();
  await page.getByLabel("动态口令").fill(code_of(secret));
  const sheet = page.locator("form").filter({ has: page.getByRole("button", { name: "启用" }) });
  await sheet.getByLabel("现在的密码").fill(password);
  await sheet.getByRole("button", { name: "启用" }).click();
  await expect(page.getByText("已启用动态口令")).toBeVisible();
  await page.getByRole("button", { name: "退出" }).click();
  await sign_in(page, name);
  await expect(page.getByRole("heading", { name: "输入动态口令" })).toBeVisible();
  await expect_readable(page);
  await page.getByLabel("动态口令").fill("000000");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("动态口令不对");
  // A code counts once; the next one is taken half a minute early.
  await page.getByLabel("动态口令").fill(code_of(secret, Date.now() + 30_000));
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { name: "我的待办" })).toBeVisible();
});

test("who is not signed in is shown the way in and comes out where he wanted to go", async ({ page }) => {
  const name = await open_account(page, "information_officer", "市商务局");
  await page.goto("/console/account");
  await expect(page.getByRole("heading", { name: "登录工作台" })).toBeVisible();
  await expect_readable(page);
  await sign_in(page, name, "wrong");
  await expect(page.getByRole("alert")).toContainText("登录名或密码不对");
  await sign_in(page, name);
  await expect(page.getByRole("heading", { name: "我的账号" })).toBeVisible();
  await page.goto(link_for("reviewer", "市商务局").replace(/.$/, "")).catch(() => {});
  await expect(page.getByRole("heading", { name: "链接已失效" })).toBeVisible();
});

test("a notice is handed in, looked over beside its source, put right, its groups named, and only then public", async ({ browser, page }) => {
  const { page: desk, context } = await officer(browser, "supervisor", "市政府办公室");
  await desk.getByRole("link", { name: "通知导入" }).click();
  await expect_readable(desk);
  const place = `${[...new_name("x").slice(2, 6)].map((digit) => "青石白鹭松湖丹枫云溪柳河金泉竹山"[parseInt(digit, 16)]).join("")}县`; // of nowhere
  const notice = (more = "") => ({
    name: "notice.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(
      `${place}人民政府办公室关于印发${place}2019年政务公开工作要点任务分解表的通知\n各镇人民政府，县政府各部门：\n现将《${place}2019年政务公开工作要点任务分解表》印发给你们，请认真贯彻执行。\n${place}人民政府办公室\n2019年5月8日\n` +
        `${place}2019年政务公开工作要点任务分解表\n一、推进重点领域信息公开\n1.推进财政信息公开。每月公开预算执行情况${more}。（责任单位：县财政局）\n2.推进环境信息公开。按季度公布空气质量排名。（责任单位：市生态环境局${place}分局、有关乡镇）\n`,
    ),
  });
  await desk.getByLabel("文件", { exact: false }).first().setInputFiles({ name: "news.txt", mimeType: "text/plain", buffer: Buffer.from("今天天气很好。") });
  await desk.getByRole("button", { name: "上传并读取" }).click();
  await expect(desk.getByRole("alert")).toBeVisible();
  await desk.getByLabel("文件", { exact: false }).first().setInputFiles(notice());
  await desk.getByRole("button", { name: "上传并读取" }).click();
  await expect(desk.getByText("读出 2 项任务、2 条要求")).toBeVisible();
  await expect_readable(desk);
  await expect(desk.locator(".read-row mark").first()).toBeVisible();
  await page.goto("/notices");
  await expect(page.getByText(place)).toHaveCount(0);

  const row = desk.locator(".read-row").first();
  await row.getByText("更正这一条").click();
  await row.getByLabel("责任单位").fill("县财政局、县审计局");
  await row.getByRole("button", { name: "保存更正" }).click();
  await expect(desk.locator(".read-row").first()).toContainText("县财政局、县审计局");
  await desk.getByLabel("大束镇").check();
  await desk.getByLabel("香城镇").check();
  await desk.getByRole("button", { name: "确认并公布任务" }).click();
  await expect(desk.getByText("已确认，任务已公布")).toBeVisible();
  await desk.getByRole("link", { name: "公开页面" }).click();
  await expect(desk.getByRole("heading", { name: new RegExp(place) })).toBeVisible();
  const key = new URL(desk.url()).pathname.split("/").pop();
  const duties = (await (await page.request.get(`/api/v1/duties?notice=${key}`)).json()).duties;
  expect(duties.map((duty) => duty.unit?.name ?? duty.group)).toEqual(expect.arrayContaining(["县审计局", "大束镇", "香城镇"]));

  await desk.goto("/console/notices");
  await desk.getByLabel("文件", { exact: false }).first().setInputFiles(notice("和绩效"));
  await desk.getByRole("button", { name: "上传并读取" }).click();
  await expect(desk.locator("ins").first()).toContainText("和绩效");
  await desk.getByRole("button", { name: "放弃这份文件" }).click();
  await expect(desk.getByText("等待核对")).toHaveCount(0);
  await context.close();
});
