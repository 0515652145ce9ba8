import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { unexplained } from "./pending.ts";
import { releaseOf } from "./release.ts";
import { readRecreateFlags } from "./rotation-wire.ts";
import { caFact, rootFingerprint } from "./step-parts.ts";
import {
  type CaRow,
  readCas,
  readCertificates,
  readInstallations,
  readPending,
  readProducts,
  readVersion,
} from "./wire.ts";

type Read = <T>(read: (session: Session) => Promise<T>) => Promise<T>;

/** The facts that steps may assume, by name. */
const readers: Readonly<Record<string, (read: Read) => Promise<Json>>> = {
  /** The active CA as `guid:fingerprint`; empty if there is none. */
  activeCa: async (read) => namesOf(await read(readCas), true)[0] ?? "",
  /** Every other CA as `guid:fingerprint`; sorted. */
  inactiveCas: async (read) => namesOf(await read(readCas), false),
  /** Guids of the deployed products; sorted. */
  products: async (read) => (await read(readProducts)).map((product) => product.guid),
  /** Id of the newest install, or 0: another one means that somebody applied. */
  newestInstallation: async (read) => (await read(readInstallations))[0]?.id ?? 0,
  /** Id of the running install, or 0. */
  runningInstallation: async (read) => {
    const newest = (await read(readInstallations))[0];
    return newest?.status === "running" ? newest.id : 0;
  },
  /** Staged changes as `guid:action`, without those that staged certificates explain. */
  unexplainedChanges: async (read) => changesBeside(read, []),
  /** Of the release: another one means that somebody has upgraded Ops Manager. */
  version: async (read) => releaseOf(await read(readVersion)),
  /** The next apply recreates VMs. */
  recreatesVms: async (read) => (await read(readRecreateFlags))?.vms ?? null,
  /** The next apply recreates persistent disks; null where the release does not tell. */
  recreatesDisks: async (read) => (await read(readRecreateFlags))?.persistentDisks ?? null,
};

/** `unexplainedChangesBeside:<guids>`: the same without mere updates of these products, which are of our own making. */
const beside = "unexplainedChangesBeside:";

async function changesBeside(read: Read, ours: readonly string[]): Promise<readonly string[]> {
  const changes = unexplained(await read(readPending), await read(readCertificates));
  return changes
    .filter(({ guid, structural }) => structural || !ours.includes(guid))
    .map(({ guid, action }) => `${guid}:${action}`);
}

/** Fresh: each listing is read once for all facts that are asked for together, one after another. */
export async function readFacts(session: Session, names: readonly string[]): Promise<JsonObject> {
  const facts: Record<string, Json> = {};
  const known = new Map<unknown, unknown>();
  const read: Read = async <T>(listing: (session: Session) => Promise<T>): Promise<T> => {
    if (!known.has(listing)) known.set(listing, await listing(session));
    return known.get(listing) as T;
  };
  for (const name of names) {
    facts[name] = name.startsWith(beside)
      ? await changesBeside(read, name.slice(beside.length).split(","))
      : ((await readers[name]?.(read)) ?? null);
  }
  return facts;
}

function namesOf(cas: readonly CaRow[], active: boolean): readonly string[] {
  const chosen = cas.filter((ca) => ca.active === active);
  return chosen.map(({ guid, pem }) => caFact({ guid, fingerprint: rootFingerprint(pem) })).toSorted();
}
