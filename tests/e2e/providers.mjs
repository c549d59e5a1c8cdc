// Two identity providers for journeys: an honest one, the certified oidc-provider of npm with its own pages, and a liar of our
// own, who tells the portal whatever a test wants.
import http from "node:http";
import { randomBytes } from "node:crypto";
import * as jose from "jose";
import Provider from "oidc-provider";

const listening = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`)));
const ending = (server) => () =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });

export const client = { id: "gongkai", secret: "a secret of tests, 8080" };

// `portal`: its address, known once it listens.
export async function open_honest() {
  let answer = (_, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => answer(request, response));
  const issuer = await listening(server);
  const serve = (portal) => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [`${portal}/console/sign-in/back`] }],
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      pkce: { required: () => true, methods: ["S256"] },
      cookies: { keys: [randomBytes(16).toString("hex")] },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    });
    answer = provider.callback();
  };
  return { issuer, serve, close: ending(server) };
}

// Signs everybody in at once. `lies` is asked at each step and may change what is said.
export async function open_liar() {
  const key = await jose.generateKeyPair("RS256"), stranger = await jose.generateKeyPair("RS256");
  const published = { ...(await jose.exportJWK(key.publicKey)), kid: "one", use: "sig", alg: "RS256" };
  const liar = { lies: {}, asked: [], key, stranger, published };
  const codes = new Map();
  const server = http.createServer(async (request, response) => {
    const at = new URL(request.url, liar.issuer);
    let body = "";
    for await (const piece of request) body += piece;
    liar.asked.push(at.pathname);
    const say = (what, status = 200) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(what));
    if (liar.lies.silent?.(at.pathname)) return request.socket.destroy();
    if (at.pathname === "/.well-known/openid-configuration")
      return say({
        issuer: liar.issuer,
        authorization_endpoint: `${liar.issuer}/authorize`,
        token_endpoint: `${liar.issuer}/token`,
        jwks_uri: `${liar.issuer}/keys`,
        authorization_response_iss_parameter_supported: true,
        ...liar.lies.description,
      });
    if (at.pathname === "/keys") return say({ keys: liar.lies.keys ?? [published] });
    if (at.pathname === "/authorize") {
      const code = randomBytes(9).toString("base64url");
      codes.set(code, Object.fromEntries(at.searchParams));
      const back = new URL(at.searchParams.get("redirect_uri"));
      const fields = { code, state: at.searchParams.get("state"), iss: liar.issuer, ...liar.lies.back };
      for (const [name, value] of Object.entries(fields)) if (value !== null) back.searchParams.set(name, value);
      return response.writeHead(303, { Location: back.href }).end();
    }
    if (at.pathname !== "/token") return say({}, 404);
    const sent = new URLSearchParams(body), known = codes.get(sent.get("code")) ?? {};
    liar.token_request = { sent, known, authorization: request.headers.authorization };
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: liar.issuer, aud: client.id, sub: "u-1001", nonce: known.nonce, iat: seconds, exp: seconds + 300, ...liar.lies.claims };
    const token = await (liar.lies.sign?.(claims) ??
      new jose.SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" }).sign(key.privateKey));
    return say({ access_token: "none", token_type: "Bearer", id_token: token, ...liar.lies.token });
  });
  liar.issuer = await listening(server);
  liar.close = ending(server);
  return liar;
}
