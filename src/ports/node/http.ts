import type { Http } from "../http.ts";

/** HTTPS over undici, which is loaded at the first request: it takes as long as starting Node.js. */
export function nodeHttp(): Http {
  return { request: async (request) => (await import("./https.ts")).requestOverHttps(request) };
}
