import { CertplanError } from "../messages/error.ts";
import { entryOf } from "../model/json.ts";
import type { Provider, Providers, Registry } from "../model/provider.ts";

/** The providers of these types, those loaded that have not been. A type without one is left out. */
export async function loadProviders(providers: Providers, types: Iterable<string>): Promise<Registry> {
  const entries = [...new Set(types)].map(async (type) => {
    const provider = entryOf(providers, type);
    return [type, typeof provider === "function" ? await provider() : provider] as const;
  });
  const found = await Promise.all(entries);
  return Object.fromEntries(found.flatMap(([type, provider]) => (provider === undefined ? [] : [[type, provider]])));
}

/** Throws ImpossibleValue: the estate refuses a type that has none. */
export function providerOf(registry: Registry, type: string): Provider {
  const provider = entryOf(registry, type);
  if (provider !== undefined) return provider;
  throw new CertplanError({ code: "ImpossibleValue", message: `no provider for type ${type}` });
}
