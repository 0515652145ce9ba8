import type { Finding } from "../../model/plan.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { type CertificateFacts, parseCertificate, slotOf } from "../../pki/index.ts";
import { connectionOf } from "./connection.ts";
import { cacertsChecksum, readCacerts } from "./server-wire.ts";
import { digestsIn, lookAt, slotSeen } from "./sight.ts";

/** Rancher's own certificate and what agents believe it by: never rotated here. */
export interface OwnWeb {
  readonly slots: readonly Slot[];
  readonly findings: readonly Finding[];
  readonly digests: NonNullable<Observation["digests"]>;
}

const week = 7 * 86_400_000;

/** Source: reference/rancher, section 7: serving-cert is renewed by Rancher seven days before its end. */
export async function observeWeb(session: Session): Promise<OwnWeb> {
  const { host } = new URL(connectionOf(session).origin);
  const address = host.includes(":") && !host.endsWith("]") ? host : `${host}:443`;
  const [sight] = await lookAt(session, [address]);
  const value = await readCacerts(session);
  const anchor = value === "" ? undefined : await parseCertificate(value).catch(() => undefined);
  const leaf = sight?.chain[0];
  const web = sight === undefined ? { name: webSlot, class: "leaf" as const } : slotSeen(sight, webSlot);
  return {
    slots: [
      isOwn(leaf) ? { ...web, renewsItself: true, renewsBeforeMs: week } : web,
      ...(anchor === undefined ? [] : [slotOf(anchor, cacertsSlot, "root")]),
    ],
    findings: [
      ...(sight?.why === undefined ? [] : [unseen(address, sight.why)]),
      ...mismatch(leaf, sight?.chain ?? [], anchor, value),
    ],
    digests: digestsIn([...(leaf === undefined ? [] : [leaf]), ...(anchor === undefined ? [] : [anchor])]),
  };
}

const webSlot = "rancher-web";
const cacertsSlot = "rancher-cacerts";

/** Is this a slot of Rancher's own? */
export function isWebSlot(name: string): boolean {
  return name === webSlot || name === cacertsSlot;
}

/** Made by Rancher itself, so that it renews it itself. */
function isOwn(leaf: CertificateFacts | undefined): boolean {
  return leaf !== undefined && /dynamiclistener/.test(leaf.issuer);
}

function unseen(address: string, why: string): Finding {
  const sentence = `Rancher's own certificate at ${address} was not seen: ${why}`;
  return { code: "RancherWebUnseen", sentence, evidence: { address }, about: webSlot };
}

/** Agents that check strictly refuse a Rancher whose certificate is not by what the setting holds. */
function mismatch(
  leaf: CertificateFacts | undefined,
  chain: readonly CertificateFacts[],
  anchor: CertificateFacts | undefined,
  value: string,
): readonly Finding[] {
  if (leaf === undefined || anchor === undefined) return [];
  const ends = chain.at(-1) ?? leaf;
  const isBelow = ends.fingerprint === anchor.fingerprint || ends.issuer === anchor.subject;
  if (isBelow) return [];
  const checksum = cacertsChecksum(value);
  const sentence = `the setting cacerts (checksum ${checksum.slice(0, 12)}) is not what signed Rancher's own certificate (by ${ends.issuer}): agents with that checksum refuse it`;
  return [{ code: "RancherCacertsDiffer", sentence, evidence: { checksum }, about: cacertsSlot }];
}
