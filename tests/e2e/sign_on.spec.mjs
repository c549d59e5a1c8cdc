// Signing on at an identity provider: once with an honest one and its own pages, then with one that lies at every step.
import * as jose from "jose";
import { test as base } from "@playwright/test";
import { code_of, open_account, password, sign_in } from "./office.mjs";
import { open_portal } from "./portal.mjs";
import { client, open_honest, open_liar } from "./providers.mjs";
import { expect, expect_readable } from "./watched.mjs";

async function with_provider(provider, use) {
  const portal = await open_portal({
    GONGKAI_OIDC_ISSUER: provider.issuer,
    GONGKAI_OIDC_CLIENT_ID: client.id,
    GONGKAI_OIDC_SECRET: client.secret,
    GONGKAI_OIDC_STRONG_LEVELS: "level-2 level-3",
  });
  Object.assign(process.env, { GONGKAI_ADDRESS: portal.address, GONGKAI_DATA: portal.data, GONGKAI_BINARY: portal.binary });
  provider.serve?.(portal.address);
  await use({ provider, address: portal.address });
  await portal.close();
  await provider.close();
}

// Each kind of provider has a portal that trusts it.
const test = base.extend({
  honest: [async ({}, use) => with_provider(await open_honest(), use), { scope: "worker" }],
  liar: [async ({}, use) => with_provider(await open_liar(), use), { scope: "worker" }],
});
test.describe.configure({ mode: "serial", timeout: 180_000 });

async function window_of(browser, baseURL) {
  const context = await browser.newContext({ baseURL, locale: "zh-CN" });
  await context.route((address) => !["localhost", "127.0.0.1"].includes(address.hostname), (route) => route.abort()); // fonts of the provider's pages
  return context.newPage();
}

// On the provider's own pages: who he is there, and that the portal may know it.
async function be(page, who) {
  await page.getByPlaceholder("Enter any login").fill(who);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an officer links his account to his unified identity and signs in with it from then on", async ({ browser, honest }) => {
  const page = await window_of(browser, honest.address);
  const name = await open_account(page, "information_officer", "市财政局");
  await sign_in(page, name);
  await page.goto("/console/account");
  await expect_readable(page);
  await page.getByRole("link", { name: "去统一身份认证关联" }).click();
  await be(page, "zhang.hong@gov");
  await expect(page.getByText(`统一身份认证账号 zhang.hong@gov 将能登录本系统账号 ${name}`)).toBeVisible();
  await expect_readable(page);
  await page.getByLabel("密码").fill("not the password");
  await page.getByRole("button", { name: "关联" }).click();
  await expect(page.getByRole("alert")).toContainText("现在的密码不对");
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "关联" }).click();
  await expect(page.getByText("已关联统一身份认证账号 zhang.hong@gov")).toBeVisible();
  await page.getByRole("button", { name: "退出" }).click();

  // Elsewhere, where nobody is signed in anywhere; he comes out where he wanted to go.
  const other = await window_of(browser, honest.address);
  await other.goto("/console/account?done=1");
  await expect_readable(other);
  await other.getByRole("link", { name: "统一身份认证登录" }).click();
  await be(other, "zhang.hong@gov");
  await expect(other.getByText("已保存")).toBeVisible();
  expect(new URL(other.url()).pathname).toBe("/console/account");
  await other.getByRole("button", { name: "取消关联" }).click();
  await expect(other.getByText("关联以后，可以用统一身份认证登录这个账号")).toBeVisible();
  await page.context().close();
  await other.context().close();
});

test("an identity that nobody has linked opens nothing and is told what to do; the keeper of accounts links it", async ({ browser, honest }) => {
  const stranger = await window_of(browser, honest.address);
  await stranger.goto("/console/sign-in");
  await stranger.getByRole("link", { name: "统一身份认证登录" }).click();
  await be(stranger, "li.wei@gov");
  await expect(stranger.getByRole("alert")).toContainText("统一身份认证账号 li.wei@gov 还没有关联本系统的账号");
  await expect_readable(stranger);

  const clerk = await window_of(browser, honest.address), keeper = await window_of(browser, honest.address);
  const name = await open_account(clerk, "reviewer", "市财政局");
  await sign_in(keeper, await open_account(keeper, "security_administrator", "市政府办公室"));
  await keeper.goto("/console/accounts");
  await keeper.getByRole("link", { name }).click();
  await keeper.getByLabel("统一身份认证的用户标识").fill("li.wei@gov");
  await expect_readable(keeper);
  await keeper.getByRole("button", { name: "保存关联" }).click();
  await expect(keeper.getByLabel("统一身份认证的用户标识")).toHaveValue("li.wei@gov");

  // The provider remembers who he is there.
  await stranger.getByRole("link", { name: "统一身份认证登录" }).click();
  await expect(stranger.getByRole("heading", { name: "我的待办" })).toBeVisible();
  await stranger.goto("/console/account");
  await expect(stranger.getByText(name, { exact: true })).toBeVisible();

  // Nobody else gets the same identity.
  const second = await open_account(await window_of(browser, honest.address), "reviewer", "市财政局");
  await keeper.goto("/console/accounts");
  await keeper.getByRole("link", { name: second }).click();
  await keeper.getByLabel("统一身份认证的用户标识").fill("li.wei@gov");
  await keeper.getByRole("button", { name: "保存关联" }).click();
  await expect(keeper.getByRole("alert")).toContainText("已经关联了另一个账号");

  // What is taken away no longer opens.
  await keeper.goto("/console/accounts");
  await keeper.getByRole("link", { name }).click();
  await keeper.getByLabel("统一身份认证的用户标识").fill("");
  await keeper.getByRole("button", { name: "保存关联" }).click();
  await stranger.getByRole("button", { name: "退出" }).click();
  await stranger.getByRole("link", { name: "统一身份认证登录" }).click();
  await expect(stranger.getByRole("alert")).toContainText("还没有关联");
  for (const page of [stranger, clerk, keeper]) await page.context().close();
});

test("who says no at the provider, comes twice, or comes from nowhere is not signed in", async ({ browser, honest }) => {
  const page = await window_of(browser, honest.address);
  await page.goto("/console/sign-in");
  await page.getByRole("link", { name: "统一身份认证登录" }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("alert")).toContainText("没有确认您的身份（access_denied）");
  const answered = page.url();
  await page.goto(answered);
  await expect(page.getByRole("alert")).toContainText("不是从这里开始的");
  expect((await page.goto("/console/sign-in/back?code=a&state=b")).status()).toBe(403);
  await page.context().close();
});

test("nothing that a provider could say wrongly signs anybody in", async ({ browser, liar, playwright }) => {
  const { provider, address } = liar;
  const page = await window_of(browser, address);
  const name = await open_account(page, "information_officer", "市财政局");
  await sign_in(page, name);
  await page.getByRole("heading", { name: "我的待办" }).waitFor();
  await page.goto("/console/account/sign-on");
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "关联" }).click();
  await expect(page.getByText("已关联统一身份认证账号 u-1001")).toBeVisible();

  // Each time a new browser; where it comes out, and whether it is in.
  async function try_with(lies, headers = {}) {
    provider.lies = lies;
    const one = await playwright.request.newContext({ baseURL: address, extraHTTPHeaders: headers });
    const answer = await one.get("/console/sign-in/away?to=/console/account");
    const outcome = { status: answer.status(), text: await answer.text(), is_in: (await one.get("/console/account", { maxRedirects: 0 })).status() === 200 };
    provider.lies = {};
    await one.dispose();
    return outcome;
  }
  expect(await try_with({})).toMatchObject({ status: 200, is_in: true });

  // What was asked of the provider, and how.
  const { sent, known, authorization } = provider.token_request;
  expect(known).toMatchObject({ response_type: "code", client_id: client.id, scope: "openid", code_challenge_method: "S256" });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sent.get("code_verifier")));
  expect(known.code_challenge).toBe(Buffer.from(digest).toString("base64url"));
  expect(sent.get("redirect_uri")).toBe(known.redirect_uri);
  expect(Buffer.from(authorization.slice(6), "base64").toString()).toBe(`gongkai:${encodeURIComponent(client.secret)}`);
  expect([...sent.keys()]).not.toContain("client_secret");

  const seconds = Math.floor(Date.now() / 1000);
  const signed_by = (key, header) => (claims) => new jose.SignJWT(claims).setProtectedHeader(header).sign(key);
  const without_signature = (claims) => new jose.UnsecuredJWT(claims).encode();
  const public_as_secret = new TextEncoder().encode(await jose.exportSPKI(provider.key.publicKey));
  const not_believed = "不能采信", begun_elsewhere = "不是从这里开始的", away = "暂时连不上";
  const lies = [
    ["another nonce", { claims: { nonce: "another" } }, not_believed],
    ["no nonce", { claims: { nonce: undefined } }, not_believed],
    ["another state", { back: { state: "another" } }, begun_elsewhere],
    ["no state", { back: { state: null } }, begun_elsewhere],
    ["a token that has ended", { claims: { iat: seconds - 7200, exp: seconds - 3600 } }, not_believed],
    ["a token without a signature", { sign: without_signature }, not_believed],
    ["a token signed by another key of the same name", { sign: signed_by(provider.stranger.privateKey, { alg: "RS256", kid: "one" }) }, not_believed],
    ["a token signed by a key that is not published", { sign: signed_by(provider.stranger.privateKey, { alg: "RS256", kid: "two" }) }, not_believed],
    ["a token signed with the published key as a secret", { sign: signed_by(public_as_secret, { alg: "HS256", kid: "one" }) }, not_believed],
    ["a token for another client", { claims: { aud: "another" } }, not_believed],
    ["a token of another issuer", { claims: { iss: "https://evil.example" } }, not_believed],
    ["an answer of another issuer", { back: { iss: "https://evil.example" } }, not_believed],
    ["an answer that hides its issuer", { back: { iss: null } }, not_believed],
    ["no token", { token: { id_token: undefined } }, not_believed],
    ["a token that is none", { token: { id_token: "a.b.c" } }, not_believed],
    ["nobody", { claims: { sub: "" } }, not_believed],
    ["somebody else", { claims: { sub: "u-1002" } }, "还没有关联"],
    ["no code", { back: { code: null } }, "没有确认您的身份"],
    ["a refusal with words of its own", { back: { error: "<b>Nope</b>", code: null } }, "没有确认您的身份（bopeb）"],
    ["silence when the code is given", { silent: (path) => path === "/token" }, away],
  ];
  for (const [what, lie, sentence] of lies) {
    const outcome = await try_with(lie);
    expect(outcome.is_in, what).toBe(false);
    expect(outcome.text, what).toContain(sentence);
    expect([403, 503], what).toContain(outcome.status);
  }
  expect((await try_with({})).is_in, "and it still goes the right way").toBe(true);

  // Nobody brings another's code: it answers the one browser that asked.
  const attacker = await playwright.request.newContext({ baseURL: address }), victim = await playwright.request.newContext({ baseURL: address });
  let at = (await attacker.get("/console/sign-in/away", { maxRedirects: 0 })).headers().location;
  at = (await attacker.get(at, { maxRedirects: 0 })).headers().location;
  await victim.get("/console/sign-in/away", { maxRedirects: 0 });
  expect((await victim.get(at)).status()).toBe(403);
  expect((await victim.get("/console", { maxRedirects: 0 })).status()).toBe(303);

  // A second factor of ours is asked for, except where the provider has asked for one itself.
  await page.goto("/console/account");
  const secret = await page.locator("code").innerText();
  await page.getByLabel("动态口令").fill(code_of(secret));
  const sheet = page.locator("form").filter({ has: page.getByRole("button", { name: "启用" }) });
  await sheet.getByLabel("现在的密码").fill(password);
  await sheet.getByRole("button", { name: "启用" }).click();
  await expect(page.getByText("已启用动态口令")).toBeVisible();
  expect(await try_with({})).toMatchObject({ is_in: false, status: 200, text: expect.stringContaining("输入动态口令") });
  expect(await try_with({ claims: { amr: ["pwd"], acr: "level-1" } })).toMatchObject({ is_in: false });
  expect(await try_with({ claims: { amr: ["pwd", "mfa"] } })).toMatchObject({ is_in: true });
  expect(await try_with({ claims: { acr: "level-2" } })).toMatchObject({ is_in: true });
  const fresh = await window_of(browser, address);
  await fresh.goto("/console/sign-in/away");
  await fresh.getByLabel("动态口令").fill(code_of(secret, Date.now() + 30_000));
  await fresh.getByRole("button", { name: "登录" }).click();
  await expect(fresh.getByRole("heading", { name: "我的待办" })).toBeVisible();
  await page.context().close();
  await fresh.context().close();
});

test("a provider is asked once for what it keeps", async ({ liar, playwright }) => {
  const { provider, address } = liar;
  const one = await playwright.request.newContext({ baseURL: address });
  const sign_on = async () => (await (await one.get("/console/sign-in/away")).text()).includes("还没有关联");
  provider.asked.length = 0;
  provider.lies = { claims: { sub: "nobody" } };
  for (let i = 0; i < 4; ++i) expect(await sign_on()).toBe(true);
  expect(provider.asked.filter((path) => path === "/.well-known/openid-configuration" || path === "/keys").length).toBeLessThanOrEqual(2);
  provider.lies = {};
  await one.dispose();
});

test("a provider that is away or describes another is said so at the door, and passwords go on", async ({ browser }) => {
  const provider = await open_liar();
  await with_provider(provider, async ({ address }) => {
    const page = await window_of(browser, address);
    const name = await open_account(page, "information_officer", "市财政局");
    for (const lies of [{ description: { issuer: "https://evil.example" } }, { description: { token_endpoint: "http://evil.example/token" } }, { silent: () => true }]) {
      provider.lies = lies;
      expect((await page.goto("/console/sign-in/away")).status()).toBe(503);
      await expect(page.getByRole("alert")).toContainText("统一身份认证暂时连不上");
      await new Promise((resolve) => setTimeout(resolve, 5_100)); // for so long nobody asks it again
    }
    await sign_in(page, name);
    await expect(page.getByRole("heading", { name: "我的待办" })).toBeVisible();
    await page.getByRole("button", { name: "退出" }).click();

    // Back again; then it changes its key.
    provider.lies = {};
    await page.goto("/console/sign-in/away");
    await expect(page.getByRole("alert")).toContainText("还没有关联");
    const next = await jose.generateKeyPair("ES256");
    provider.lies = {
      keys: [{ ...(await jose.exportJWK(next.publicKey)), kid: "two", use: "sig", alg: "ES256" }],
      sign: (claims) => new jose.SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "two" }).sign(next.privateKey),
    };
    await page.goto("/console/sign-in/away");
    await expect(page.getByRole("alert")).toContainText("还没有关联");
    await page.context().close();
  });
});
