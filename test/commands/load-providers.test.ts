import { expect, test } from "vitest";
import { loadProviders } from "../../src/commands/index.ts";
import type { Provider } from "../../src/model/provider.ts";
import { providers } from "../../src/providers/index.ts";

function failing(): Promise<Provider> {
  return Promise.reject(new Error("it was not asked for"));
}

test("of the providers only those of the types asked for are loaded, each once", async () => {
  const all = providers({ systemAnchors: () => [] });
  const found = await loadProviders({ ...all, opsman: failing, rancher: failing }, ["tls", "tls"]);
  expect(Object.keys(found)).toEqual(["tls"]);
  expect((await loadProviders(all, ["tls"]))["tls"]).toBe((await loadProviders(all, ["tls"]))["tls"]);
});

test("a type that is no platform is left out, also one that every object has", async () => {
  const all = providers({ systemAnchors: () => [] });
  expect(await loadProviders(all, ["constructor", "kamaji"])).toEqual({});
});
