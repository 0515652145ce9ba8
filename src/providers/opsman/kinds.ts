import { sharedKinds } from "../../kinds/index.ts";
import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Outputs } from "../../model/step.ts";
import { iso } from "../../time/instant.ts";
import { outcomeUnknown } from "../../web/index.ts";
import { caGates } from "./ca-gates.ts";
import { caKinds } from "./ca-kinds.ts";
import { send } from "./client.ts";
import { principalOf } from "./connection.ts";
import { leafKinds } from "./leaf-kinds.ts";
import { newCaKinds, warningsIn } from "./new-ca-kinds.ts";
import { isWhole, leafSlots } from "./observe.ts";
import { mayIgnoreWarnings } from "./pre-deploy.ts";
import { setRecreate } from "./recreate.ts";
import { asObject } from "./reply-words.ts";
import { type InstallationRow, readCertificates, readInstallations } from "./wire.ts";

/** `POST /api/v0/certificate_authorities/active/regenerate`. */
const regenerateLeaves: StepKind = {
  version: 1,
  explain:
    "Asks Ops Manager to make new non-configurable leaves, signed by the active CA. They are staged: nothing reaches a VM before the apply. Repeating it before that only replaces the staged ones.",
  baseline: async (act) => ({ newest: newestOf(leafSlots(await readCertificates(act.session))) }),
  perform: async (act) => {
    const reply = await send(act.session, "POST", "/api/v0/certificate_authorities/active/regenerate", {});
    const failed = asObject(asObject(reply)["certificates"])["regenerate_failed"];
    if (Array.isArray(failed) && failed.length > 0) {
      throw new CertplanError({
        code: "VerificationFailed",
        message: `Ops Manager could not regenerate ${failed.length} leaves: ${JSON.stringify(failed).slice(0, 300)}`,
        hint: "mend the cause in Ops Manager, then plan again",
      });
    }
    return warningsIn(reply);
  },
  probe: async (act): Promise<Probe> => {
    const before = (act.baseline as { readonly newest: string }).newest;
    const newest = newestOf(leafSlots(await readCertificates(act.session)));
    if (newest > before)
      return { outcome: "done", outputs: {}, sentence: `leaves of ${newest} are listed, newer than before` };
    return { outcome: "unknown", sentence: "no newer leaf is listed; this release may not list staged ones" };
  },
};

/** `POST /api/v0/installations` with every product, then its end. */
const applyChanges: StepKind = {
  version: 1,
  explain:
    "Apply Changes of the Director and all products: redeploys them with what is staged. Its gate waits for the install that it started, and passes only if every deployed product was deployed successfully.",
  baseline: async (act) => ({
    newest: (await readInstallations(act.session))[0]?.id ?? 0,
    ...((await mayIgnoreWarnings(act)) ? { ignoresWarnings: true } : {}),
  }),
  perform: async (act) => {
    const body = {
      deploy_products: "all",
      ignore_warnings: asObject(act.baseline)["ignoresWarnings"] === true,
      errands: act.inputs["errands"] ?? {},
      ...(act.inputs["forceLatestVariables"] === true ? { force_latest_variables: true } : {}),
    };
    const reply = await send(act.session, "POST", "/api/v0/installations", body);
    const { id } = asObject(asObject(reply)["install"]);
    // it may well run: the probe finds it
    if (!Number.isSafeInteger(id))
      throw outcomeUnknown(act.session, "/api/v0/installations", "its answer names no install");
    return { installation: Number(id) };
  },
  probe: async (act): Promise<Probe> => {
    const before = Number((act.baseline as { newest?: Json }).newest ?? 0);
    const since = (await readInstallations(act.session)).filter((row) => row.id > before);
    const ours = since.filter((row) => row.user === principalOf(act.session)).at(-1);
    if (ours !== undefined) {
      return { outcome: "done", outputs: { installation: ours.id }, sentence: `install ${ours.id} was ours` };
    }
    const other =
      since[0] === undefined
        ? "no install was started since"
        : `install ${since[0].id} was started by ${since[0].user}`;
    return { outcome: "not-done", sentence: other };
  },
  gate: async (act): Promise<GateReading> => {
    const id = Number(act.outputs["installation"]);
    const row = (await readInstallations(act.session)).find((candidate) => candidate.id === id);
    if (row === undefined) return { gate: "waiting", sentence: `install ${id} is not listed yet` };
    if (row.status === "running")
      return { gate: "waiting", sentence: `install ${id} running ${progressOf(row)}`.trim() };
    return judge(row, act);
  },
};

/** Reads that every leaf is new, and deployed by the install of this run. */
const verifyLeaves: StepKind = {
  version: 1,
  explain:
    "Reads the deployed certificates: every leaf that was to be replaced is newer than before, and none is newer than the end of the install. Ops Manager shows dates only, so this rests on the platform's word.",
  gate: async (act): Promise<GateReading> => {
    const replaced = (act.inputs["replaced"] ?? {}) as Readonly<Record<string, string>>;
    const finished = act.inputs["deployedBy"] as string;
    const slots = leafSlots(await readCertificates(act.session));
    const old = slots.filter((slot) => (slot.notBefore ?? "") <= (replaced[slot.name] ?? ""));
    const undeployed = slots.filter((slot) => (slot.notBefore ?? "") > finished);
    if (old.length > 0 || undeployed.length > 0) {
      const names = [...old, ...undeployed].map((slot) => slot.name);
      const sentence =
        old.length > 0 ? `still the old leaf: ${names.join(", ")}` : `made after the install: ${names.join(", ")}`;
      return { gate: "violated", sentence, evidence: { leaves: names, finished } };
    }
    return {
      gate: "passed",
      sentence: `${slots.length} leaves are deployed, the first ends ${firstEnd(slots.map((slot) => slot.notAfter ?? ""))}`,
      evidence: { leaves: Object.fromEntries(slots.map((slot) => [slot.name, slot.notBefore ?? ""])), finished },
    };
  },
};

export const opsmanKinds: Readonly<Record<string, StepKind>> = {
  ...sharedKinds,
  "opsman.regenerate-leaves": regenerateLeaves,
  "opsman.apply-changes": applyChanges,
  "opsman.verify-leaves": verifyLeaves,
  "opsman.set-recreate": setRecreate,
  ...newCaKinds,
  ...caKinds,
  ...leafKinds,
  ...caGates,
};

function judge(row: InstallationRow, act: Act): GateReading {
  const products = (act.inputs["products"] ?? []) as readonly string[];
  const evidence: JsonObject = {
    installation: row.id,
    status: row.status,
    finishedAt: row.finishedAt === undefined ? null : iso(row.finishedAt),
  };
  if (
    !isWhole(
      row,
      products.map((guid) => ({ guid })),
    )
  ) {
    const failed = row.members
      .filter((member) => member.status !== "successful")
      .map((member) => `${member.guid} ${member.status}`);
    return { gate: "violated", sentence: `install ${row.id} ${row.status}: ${failed.join(", ")}`, evidence };
  }
  const outputs: Outputs = { finishedAt: iso(row.finishedAt ?? row.startedAt) };
  return {
    gate: "passed",
    sentence: `install ${row.id} succeeded for all ${products.length} products`,
    evidence,
    outputs,
  };
}

function progressOf(row: InstallationRow): string {
  const done = row.members.filter((member) => member.status === "successful").length;
  return row.members.length === 0 ? "" : `(${done} of ${row.members.length} products done)`;
}

function newestOf(slots: readonly { readonly notBefore?: string }[]): string {
  return (
    slots
      .map((slot) => slot.notBefore ?? "")
      .toSorted()
      .at(-1) ?? ""
  );
}

function firstEnd(ends: readonly string[]): string {
  return ends.toSorted()[0] ?? "";
}
