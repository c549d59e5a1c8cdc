// A document's way through the hands of its unit, for journeys that need one.
import { officer } from "./office.mjs";

export const unit = "市财政局";

// The text is typed as HTML where the text area stands, so that a journey that is not about the editor does not depend on it.
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name=${name}]`);
    if (name === "body") await page.locator("#f-body-source, textarea#f-body").evaluate((area, text) => (area.value = text), value);
    else if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

export async function write(page, type, fields, files = {}) {
  await page.goto("/console/documents");
  await page.getByRole("link", { name: type, exact: true }).click();
  await fill(page, fields);
  for (const [name, file] of Object.entries(files)) await page.locator(`[name=${name}]`).first().setInputFiles(file);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "现在可以办理" }).or(page.getByRole("alert")).first().waitFor();
  return new URL(page.url()).pathname;
}

export async function press(page, at, name) {
  await page.goto(at);
  await page.getByRole("button", { name, exact: true }).click();
}

// Passed by two others and published; the public address.
export async function publish(browser, writer, at, of = unit) {
  const reviewer = await officer(browser, "reviewer", of);
  const signer = await officer(browser, "signer", of);
  await press(writer.page, at, "提交审核");
  await press(reviewer.page, at, "审核通过");
  await press(signer.page, at, "签发");
  await press(writer.page, at, "立即发布");
  const address = await writer.page.getByRole("link", { name: "在门户上查看" }).getAttribute("href");
  for (const one of [reviewer, signer]) await one.context.close();
  return address;
}
