import type { GateReading } from "../../model/provider.ts";
import { fingerprintOf, parsePemBundle } from "../../pki/index.ts";
import type { IsoInstant } from "../../time/instant.ts";
import { type ClusterRow, hasFailed, isSettled } from "./cluster-wire.ts";
import { before } from "./expiry.ts";
import { inactiveWords, type NodeRow } from "./nodes-wire.ts";
import { failureHint, howToStop } from "./retry-loop.ts";

/** What a request was to change. */
export interface RunWish {
  readonly ca: boolean;
  /** Keys of the listing whose dates it moves. */
  readonly keys: readonly string[];
  /** Fingerprint of kube-ca before it. */
  readonly caBefore: string;
  /** How long a new leaf lasts at least. */
  readonly leafDays: number;
}

/** What a run changes is listed and served this long after it has settled; what is not then was lost to another request. */
export const listingFollowsMs = 600_000;

/**
 * Whether a run is over, and well. All of it must hold, since each sign alone is seen too early or for another run:
 * the field null, Updated True, active, every date moved, the CA as wished, every node active.
 * Source: reference/rancher, section 6.
 */
export function judgeRun(
  see: { readonly cluster: ClusterRow; readonly nodes: readonly NodeRow[]; readonly now: number },
  wish: RunWish,
  requestedAt: IsoInstant,
): GateReading {
  const { cluster, nodes, now } = see;
  if (hasFailed(cluster)) return violated(`Rancher failed: ${cluster.message || "it says no more"}`, cluster);
  if (cluster.rotation !== undefined) return waiting(`Rancher works on it${said(cluster)}`);
  if (!isSettled(cluster)) return waiting(`the cluster is ${cluster.state}${said(cluster)}`);
  const old = before(wish.keys, cluster.expirations, Date.parse(requestedAt) + wish.leafDays * 86_400_000);
  const isSameCa = fingerprintIn(cluster) === wish.caBefore;
  if (old.length > 0 || isSameCa === wish.ca) {
    const settledAt = Math.max(Date.parse(requestedAt), Date.parse(cluster.updated.at) || 0);
    if (isSameCa === wish.ca && !wish.ca) return lost(`kube-ca is another one: somebody rotated the CA`);
    const sentence = old.length > 0 ? `not listed as new yet: ${old.join(", ")}` : "kube-ca is still the old one";
    if (now - settledAt <= listingFollowsMs) return waiting(sentence);
    return lost(
      `${sentence}, ${Math.round((now - settledAt) / 60_000)} min after the cluster settled: the request was lost to another one`,
    );
  }
  const down = inactiveWords(nodes);
  if (down.length > 0 || nodes.length === 0) return waiting(down.length === 0 ? "no node is listed" : down.join(", "));
  const dates = Object.fromEntries(wish.keys.map((key) => [key, cluster.expirations[key] ?? ""]));
  return {
    gate: "passed",
    sentence: `the field is null, Updated is True, ${wish.keys.length} dates moved, ${nodes.length} nodes are active`,
    evidence: { dates, kubeCa: fingerprintIn(cluster) ?? null },
  };
}

/** Of kube-ca as Rancher shows it. Throws CertificateUnreadable. */
export function fingerprintIn({ caPem }: Pick<ClusterRow, "caPem">): string | undefined {
  const [der] = caPem === undefined ? [] : parsePemBundle(caPem);
  return der === undefined ? undefined : fingerprintOf(der);
}

function said({ message }: ClusterRow): string {
  return message === "" ? "" : `: ${message}`;
}

function waiting(sentence: string): GateReading {
  return { gate: "waiting", sentence };
}

function lost(sentence: string): GateReading {
  return { gate: "violated", sentence, evidence: {} };
}

function violated(what: string, { id, message }: ClusterRow): GateReading {
  const help = [failureHint(message), howToStop(id)].filter((one) => one !== "").join("; ");
  const sentence = `${what}. It tries again for ever, every 30 s to 10 min; ${help}`;
  return { gate: "violated", sentence, evidence: { message } };
}
