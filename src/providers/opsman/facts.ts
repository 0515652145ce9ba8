import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { fingerprintOf, parseCertificate } from "../../pki/index.ts";
import { unexplained } from "./pending.ts";
import { readCas, readCertificates, readInstallations, readPending, readProducts } from "./wire.ts";

/** The facts that steps may assume, by name; each read is fresh. */
const readers: Readonly<Record<string, (session: Session) => Promise<Json>>> = {
  /** Every CA as `guid:fingerprint`, the active one marked; sorted. */
  cas: async (session) => (await Promise.all((await readCas(session)).map(caFact))).toSorted(),
  /** Guids of the deployed products; sorted. */
  products: async (session) => (await readProducts(session)).map((product) => product.guid),
  /** Id of the newest install, or 0: another one means that somebody applied. */
  newestInstallation: async (session) => (await readInstallations(session))[0]?.id ?? 0,
  /** Id of the running install, or 0. */
  runningInstallation: async (session) => {
    const newest = (await readInstallations(session))[0];
    return newest?.status === "running" ? newest.id : 0;
  },
  /** Staged changes as `guid:action`, without those that staged certificates explain. */
  unexplainedChanges: async (session) =>
    unexplained(await readPending(session), await readCertificates(session)).map(
      (change) => `${change.guid}:${change.action}`,
    ),
};

export async function readFacts(session: Session, names: readonly string[]): Promise<JsonObject> {
  const facts: Record<string, Json> = {};
  for (const name of names) facts[name] = (await readers[name]?.(session)) ?? null;
  return facts;
}

async function caFact(ca: { readonly guid: string; readonly active: boolean; readonly pem: string }): Promise<string> {
  return `${ca.guid}:${fingerprintOf((await parseCertificate(ca.pem)).der)}${ca.active ? ":active" : ""}`;
}
