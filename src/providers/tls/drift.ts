import { escapeText } from "../../messages/escape.ts";
import type { DriftLine } from "../../model/drift.ts";
import type { DriftInput } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";

/** Findings that are no drift: they tell how the endpoint is, not that something is wrong with it. */
const onlyTold: ReadonlySet<string> = new Set([
  "ClientCertificateRequested",
  "LegacyProtocol",
  "ChainOrder",
  "IssuerEndsFirst",
  "WeakIssuer",
  "VerificationOff",
]);

/** Leaves that are not the recorded ones, then what is wrong with chain, names and backends. */
export function tlsDrift({ observation, recorded }: DriftInput): readonly DriftLine[] {
  const before = new Map((recorded?.slots ?? []).map((slot) => [slot.name, slot]));
  const changes = observation.slots.flatMap((slot) => changeOf(slot, before.get(slot.name)));
  const wrong = observation.findings
    .filter((finding) => !onlyTold.has(finding.code))
    .map((finding): DriftLine => ({ ...finding, severity: "drift", next: `certplan explain ${finding.code}` }));
  return [...changes, ...wrong];
}

/** A renewal by the same issuer, with a key of the same kind and for the same names, is what is expected of a leaf. */
function changeOf(now: Slot, before: Slot | undefined): readonly DriftLine[] {
  if (before?.fingerprint === undefined || now.fingerprint === undefined || now.fingerprint === before.fingerprint) {
    return [];
  }
  const changed = [
    ...(now.issuer === before.issuer ? [] : [`issuer ${before.issuer ?? "unknown"} → ${now.issuer ?? "unknown"}`]),
    ...(keyText(now) === keyText(before) ? [] : [`key ${keyText(before)} → ${keyText(now)}`]),
    ...(sansText(now) === sansText(before) ? [] : [`names ${sansText(before)} → ${sansText(now)}`]),
    ...((now.notAfter ?? "") > (before.notAfter ?? "")
      ? []
      : [`end ${before.notAfter ?? "unknown"} → ${now.notAfter ?? "unknown"}`]),
  ];
  const fingerprints = `${before.fingerprint.slice(0, 16)} → ${now.fingerprint.slice(0, 16)}`;
  const details = changed.length === 0 ? "" : `: ${escapeText(changed.join("; "))}`;
  return [
    {
      code: changed.length === 0 ? "LeafRenewed" : "LeafChanged",
      sentence: `another leaf is shown than recorded, ${fingerprints}${details}`,
      severity: changed.length === 0 ? "expected" : "drift",
      evidence: { before: before.fingerprint, now: now.fingerprint, changed },
      about: now.name,
      ...(changed.length === 0 ? {} : { next: "certplan explain LeafChanged" }),
    },
  ];
}

function keyText({ key }: Slot): string {
  return key === undefined ? "unknown" : [key.type, key.size].filter((part) => part !== undefined).join(" ");
}

function sansText({ sans }: Slot): string {
  return (sans ?? []).toSorted().join(", ");
}
