import { forget_html } from "./markup.mjs";
import { open_portal } from "./portal.mjs";

export default async function global_setup() {
  forget_html();
  const portal = await open_portal();
  // The workers inherit these.
  process.env.GONGKAI_ADDRESS = portal.address;
  process.env.GONGKAI_DATA = portal.data;
  process.env.GONGKAI_BINARY = portal.binary;
  return portal.close;
}
