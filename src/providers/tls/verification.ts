import type { Finding } from "../../model/plan.ts";
import {
  type Anchors,
  type CertificateReader,
  type ChainVerdict,
  type SignatureCheck,
  verifyChain,
} from "../../pki/index.ts";
import type { TrustAnchors } from "../../ports/index.ts";
import type { Instant } from "../../time/instant.ts";
import type { Sighting } from "./sighting.ts";

export interface Verification {
  readonly trust: TrustAnchors;
  readonly anchors: Anchors;
  readonly name: string;
  readonly at: Instant;
  /** CA certificates that other endpoints of this target sent. */
  readonly known: readonly Uint8Array[];
  readonly read: CertificateReader;
  readonly signed: SignatureCheck;
}

/** The verdict on what an endpoint sent; undefined where `trust` says not to verify. */
export async function verifySighting(sighting: Sighting, how: Verification): Promise<ChainVerdict | undefined> {
  if (how.trust.verify === false) return undefined;
  const { anchors, name, at, known, read, signed } = how;
  const pins = how.trust.pins ?? [];
  return verifyChain({ sent: sighting.sent, anchors, pins, name, at, known, read, signed, purpose: "serverAuth" });
}

/** Each problem of a chain as a finding of its slot, with the problem's own code. */
export function verdictFindings(sighting: Sighting, verdict: ChainVerdict | undefined): readonly Finding[] {
  const about = sighting.endpoint.slot;
  if (verdict === undefined) {
    const sentence = "the chain was not verified, because `trust` switches it off";
    return [{ code: "VerificationOff", sentence, evidence: {}, about }];
  }
  return verdict.verified ? [] : verdict.problems.map((problem) => ({ ...problem, about }));
}
