import { open_portal } from "./portal.mjs";

export default async function global_setup() {
  const portal = await open_portal();
  process.env.GONGKAI_ADDRESS = portal.address; // the workers inherit it
  return portal.close;
}
