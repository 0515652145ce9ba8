import { CertplanError } from "../../messages/error.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import type { Target } from "../../model/target.ts";
import {
  type Anchors,
  type CertificateReader,
  type ChainVerdict,
  type SignatureCheck,
  slotOf,
} from "../../pki/index.ts";
import type { TrustAnchors } from "../../ports/index.ts";
import { connectionOf, endpointsOf, expectationsOf, sentName, type TlsConnection, verifiedName } from "./endpoint.ts";
import { differenceFindings, missFinding, sightingFindings } from "./findings.ts";
import { findingCodeOf, isMiss, isSighting, look, type Miss, missInWords, type Sighting } from "./sighting.ts";
import { verdictFindings, verifySighting } from "./verification.ts";
import { weakIssuerFindings } from "./weak-issuers.ts";

/** What every observation of one composition shares: all three only repeat what pure functions said. */
export interface Reading {
  /** Turns what `trust` declares into anchors. */
  readonly anchorsFor: (trust: TrustAnchors) => Anchors;
  readonly read: CertificateReader;
  readonly signed: SignatureCheck;
}

/**
 * One handshake with the address and each backend, all at once, and everything that follows from what they sent.
 * @throws PlatformUnreachable (platform) if no endpoint spoke TLS; names each with its outcome.
 */
export async function observeTls(session: Session, target: Target, reading: Reading): Promise<Observation> {
  const connection = connectionOf(session.connection);
  const expect = expectationsOf(target.options);
  const looks = await lookEverywhere(session, connection, reading);
  const sightings = looks.filter(isSighting);
  const misses = looks.filter(isMiss);
  if (sightings.length === 0 && misses.every((miss) => findingCodeOf(miss) === undefined)) throw unreachable(misses);
  const how = {
    trust: connection.trust,
    anchors: reading.anchorsFor(connection.trust),
    name: verifiedName(connection),
    at: session.evaluateAt ?? session.clock.now(),
    known: sightings.flatMap((sighting) => sighting.sent.slice(1)),
    read: reading.read,
    signed: reading.signed,
  };
  const judged = await Promise.all(
    sightings.map(async (sighting) => ({ sighting, verdict: await verifySighting(sighting, how) })),
  );
  return {
    system: `tls:${connection.address}`,
    principal: "anonymous",
    complete: misses.length === 0,
    slots: looks.map(slotFor),
    findings: [
      ...misses.map(missFinding),
      ...judged.flatMap(({ sighting, verdict }) => [
        ...verdictFindings(sighting, verdict),
        ...sightingFindings(sighting, expect),
        ...weakIssuerFindings(sighting, target.policy),
      ]),
      ...differenceFindings(sightings, expect),
    ],
    reasons: [],
    facts: { endpoints: [...misses.map(missFacts), ...judged.map(sightingFacts)] },
  };
}

function lookEverywhere(
  session: Session,
  connection: TlsConnection,
  { read }: Reading,
): Promise<readonly (Sighting | Miss)[]> {
  const how = { serverName: sentName(connection), timeoutMs: session.timing.requestTimeoutMs, read };
  return Promise.all(endpointsOf(connection).map((endpoint) => look(session.tls, endpoint, how)));
}

function unreachable(misses: readonly Miss[]): CertplanError {
  const [first] = misses;
  return new CertplanError({
    code: "PlatformUnreachable",
    message: misses.map(missInWords).join("; "),
    ...(first === undefined ? {} : { hint: `openssl s_client -connect ${first.endpoint.address}` }),
  });
}

/** An endpoint that showed nothing readable keeps its slot, without facts. */
function slotFor(one: Sighting | Miss): Slot {
  const leaf = isSighting(one) ? one.chain[0] : undefined;
  const { slot } = one.endpoint;
  return leaf === undefined ? { name: slot, class: "leaf" } : slotOf(leaf, slot, "leaf");
}

function missFacts({ endpoint, outcome }: Miss): JsonObject {
  return { slot: endpoint.slot, address: endpoint.address, outcome };
}

function sightingFacts(judged: {
  readonly sighting: Sighting;
  readonly verdict: ChainVerdict | undefined;
}): JsonObject {
  const { sighting, verdict } = judged;
  return {
    slot: sighting.endpoint.slot,
    address: sighting.endpoint.address,
    outcome: "seen",
    protocol: sighting.protocol,
    verified: verdict?.verified ?? null,
    chain: sighting.chain.map((one) => one?.fingerprint ?? null),
  };
}
