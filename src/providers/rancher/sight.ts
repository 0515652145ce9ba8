import { X509Certificate } from "node:crypto";
import { CertplanError } from "../../messages/error.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Slot, SlotClass } from "../../model/slot.ts";
import {
  type CertificateFacts,
  digestsOf,
  isAddress,
  parseCertificate,
  parsePemBundle,
  slotOf,
} from "../../pki/index.ts";
import { hostOf } from "./expiry.ts";

/** What an endpoint showed, leaf first; `chain` empty: it was not seen, and why. */
export interface Sight {
  /** `host:port`. */
  readonly address: string;
  readonly chain: readonly CertificateFacts[];
  readonly why?: string;
}

const maxChainBytes = 256 * 1024;

/**
 * One handshake each, all at once. Addresses get no SNI: early etcd reads its certificate again only for a client that
 * sends one, and its peers do not (Source: reference/rancher, section 0).
 */
export async function lookAt(
  session: Session,
  addresses: readonly string[],
  timeoutMs: number = session.timing.requestTimeoutMs,
): Promise<readonly Sight[]> {
  return Promise.all([...new Set(addresses)].map((address) => look(session, address, timeoutMs)));
}

async function look(session: Session, address: string, timeoutMs: number): Promise<Sight> {
  const host = hostOf(address);
  const outcome = await session.tls.handshake({
    host,
    port: Number(address.slice(address.lastIndexOf(":") + 1)),
    timeoutMs,
    maxChainBytes,
    ...(isAddress(host) ? {} : { serverName: host }),
  });
  if (outcome.outcome !== "seen") return { address, chain: [], why: words[outcome.outcome] };
  try {
    return { address, chain: await Promise.all(outcome.chain.map((der) => parseCertificate(der))) };
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    return { address, chain: [], why: "its certificate cannot be read" };
  }
}

const words = {
  unresolved: "its name does not resolve",
  refused: "it refuses the connection",
  unreachable: "it cannot be reached",
  reset: "it closed the connection",
  silent: "it does not answer",
  "not-tls": "it speaks no TLS",
  alert: "it shows no certificate to a client without one",
  "chain-too-large": "its chain is too large",
  "unreadable-chain": "its certificate cannot be read",
} as const;

/**
 * The same, where those whose leaf leads to none of these CAs count as not seen: something else answers there, such as a
 * proxy. Dates decide nothing.
 */
export function ofCluster(sights: readonly Sight[], caPem: string | undefined): readonly Sight[] {
  if (caPem === undefined) return sights;
  const cas = parsePemBundle(caPem).map((der) => new X509Certificate(der));
  return sights.map((sight) =>
    sight.chain.length === 0 || leadsTo(sight.chain, cas)
      ? sight
      : { address: sight.address, chain: [], why: "its certificate is not by the cluster's CA" },
  );
}

function leadsTo(chain: readonly CertificateFacts[], cas: readonly X509Certificate[]): boolean {
  const [leaf, ...others] = chain.map(({ der }) => new X509Certificate(der));
  let current = leaf;
  for (const _sent of chain) {
    if (current === undefined) return false;
    const signed = current;
    if (cas.some((ca) => signed.verify(ca.publicKey))) return true;
    current = others.find((other) => other !== signed && signed.verify(other.publicKey));
  }
  return false;
}

/** Of the leaf that was seen: what else `replace` may name it by. */
export function digestsIn(certificates: readonly CertificateFacts[]): NonNullable<Observation["digests"]> {
  return Object.fromEntries(certificates.map(({ fingerprint, der }) => [fingerprint, digestsOf(der)]));
}

/** A slot with what was seen; with its name and class alone where nothing was. */
export function slotSeen({ chain: [leaf] }: Sight, name: string, slotClass: SlotClass = "leaf"): Slot {
  return leaf === undefined ? { name, class: slotClass } : slotOf(leaf, name, slotClass);
}

/** `10.2.0.11:2379 (it refuses the connection)`, of those that were not seen. */
export function unseenWords(sights: readonly Sight[]): readonly string[] {
  return sights.flatMap(({ address, why }) => (why === undefined ? [] : [`${address} (${why})`]));
}
