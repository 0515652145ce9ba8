import type { Refusal } from "../../model/plan.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import { someOf } from "./some-of.ts";
import type { ChangeRow } from "./wire.ts";

export interface RefusalInput {
  readonly facts: OpsmanFacts;
  readonly options: OpsmanOptions;
  /** ISO form. */
  readonly now: string;
  /** Guids of products whose mere update is of certplan's own making, or of a rotation that it goes on with. */
  readonly ours: readonly string[];
  /** Begins with an Apply Changes: a failed one before it is repaired by it, and staged certificates are meant. */
  readonly startsWithApply: boolean;
}

/** What both rotations refuse: no CA or an expired one, an install under way or failed, staged changes of others. */
export function commonRefusals(see: RefusalInput): readonly Refusal[] {
  const { facts } = see;
  const refusals: Refusal[] = [];
  const refuse = (code: string, sentence: string, hint: string): void => {
    refusals.push({ code, sentence, hint, kind: "refused" });
  };
  const active = facts.cas.find((ca) => ca.active);
  if (active === undefined) refuse("OpsmanNoActiveCa", "no certificate authority is active", "ask vendor support");
  if (active !== undefined && active.notAfter < see.now) {
    refuse(
      "OpsmanExpiredRoot",
      `the root CA ${active.guid} expired ${active.notAfter}: an apply would fail on every VM`,
      "only the vendor's procedure for expired CAs helps: Broadcom knowledge base article 298006",
    );
  }
  if (facts.clockSkewSeconds !== undefined) {
    const side = facts.clockSkewSeconds > 0 ? "ahead of" : "behind";
    refuse(
      "OpsmanClockSkew",
      `its clock is at least ${Math.abs(facts.clockSkewSeconds)} s ${side} ours: dates of certificates and installs cannot be compared`,
      "set the clocks of Ops Manager and of this machine, then plan again",
    );
  }
  if (facts.running !== 0) {
    refuse(
      "OpsmanInstallRunning",
      `an Apply Changes is running (install ${facts.running})`,
      "wait until it ends, then plan again",
    );
  }
  if (facts.running === 0 && facts.newestStatus !== "succeeded" && !see.startsWithApply) {
    refuse(
      "OpsmanLastInstallFailed",
      `the last Apply Changes (install ${facts.newestInstallation}) did not succeed: ${facts.newestStatus}`,
      "make an Apply Changes of all products succeed, then plan again",
    );
  }
  if (facts.recreatesDisks === true) {
    refuse(
      "OpsmanPersistentDisks",
      "the Director is set to recreate persistent disks at its next deploy, and what is on them would be lost",
      "take the flag back in the Director's settings, then plan again",
    );
  }
  const unknown = unknownChanges(see);
  if (unknown.length > 0) {
    const list = someOf(unknown.map((change) => `${change.guid} (${change.action})`));
    const types = unknown.map(({ guid }) => facts.products.find((product) => product.guid === guid)?.type ?? guid);
    refuse(
      "OpsmanPendingChanges",
      `changes are staged that this rotation would deploy: ${list}`,
      `apply or revert them, or have them deployed with it by a line under apply:\npendingChanges: { allow: [${types.join(", ")}] }`,
    );
  }
  return refusals;
}

function unknownChanges(see: RefusalInput): readonly ChangeRow[] {
  const { facts, options } = see;
  const pending = options.apply?.pendingChanges;
  const allowed = typeof pending === "object" ? pending.allow : [];
  const staged = see.startsWithApply ? facts.unexplained : facts.pending;
  return staged.filter(
    ({ guid, structural }) => (structural || !see.ours.includes(guid)) && !isAllowed(facts, allowed, guid),
  );
}

/** `allow` names products by type or guid. */
function isAllowed(facts: OpsmanFacts, allowed: readonly string[], guid: string): boolean {
  const type = facts.products.find((product) => product.guid === guid)?.type;
  return allowed.includes(guid) || (type !== undefined && allowed.includes(type));
}
