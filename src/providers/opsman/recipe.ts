import type { JsonObject } from "../../model/json.ts";
import type { Refusal } from "../../model/plan.ts";
import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { Delivery, Step } from "../../model/step.ts";
import type { Credential, Effect, TrustWorld } from "../../model/trust.ts";
import { iso } from "../../time/instant.ts";
import type { OpsmanFacts } from "./observe.ts";

interface OpsmanOptions {
  readonly apply?: {
    readonly pendingChanges?: "refuse" | { readonly allow: readonly string[] };
    readonly errands?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly timeoutSeconds?: number;
  };
}

/** UNCONFIRMED by any source; `[timing] arrivesWithin` of certplan.toml sets another. */
export const opsmanArrivesWithinSeconds = 120;

/**
 * `leaves`: regenerate → apply changes → verify (Source: reference/opsman, section 6, procedure B). From state L1, where
 * leaves were made and not deployed, it starts at the apply. A subset of products is never enough: regenerate acts on all.
 */
export function opsmanRecipe(input: RecipeInput): Recipe {
  const facts = input.observation.facts as unknown as OpsmanFacts;
  const options = input.target.options as OpsmanOptions;
  const onlyDeploy = input.reasons.every((reason) => reason.code === "StagedNotDeployed");
  const refusals = refusalsOf({ facts, options, now: iso(input.now), onlyDeploy });
  if (refusals.length > 0) return { kind: "refused", refusals };
  const regenerate = onlyDeploy ? [] : [regenerateStep(input, facts)];
  const apply = applyStep(input, { facts, options, after: regenerate.map((step) => step.id) });
  const verify = verifyStep(input, { facts, apply, regenerated: !onlyDeploy });
  return { kind: "steps", steps: [...regenerate, apply, verify], world: worldOf(facts) };
}

function refusalsOf(see: {
  readonly facts: OpsmanFacts;
  readonly options: OpsmanOptions;
  readonly now: string;
  readonly onlyDeploy: boolean;
}): readonly Refusal[] {
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
      `the root CA ${active.guid} has expired ${active.notAfter}: an apply would fail on every VM`,
      "only the vendor's procedure for expired CAs helps: Broadcom knowledge base article 298006",
    );
  }
  if (facts.cas.length > 1) {
    refuse(
      "OpsmanCaRotationOpen",
      `${facts.cas.length} certificate authorities exist: a CA rotation is under way`,
      "finish it before the leaves are rotated alone",
    );
  }
  if (facts.running !== 0) {
    refuse("OpsmanInstallRunning", `install ${facts.running} is running`, "wait until it ends, then plan again");
  }
  if (facts.running === 0 && facts.newestStatus !== "succeeded" && !see.onlyDeploy) {
    refuse(
      "OpsmanLastInstallFailed",
      `the last install, ${facts.newestInstallation}, ended as ${facts.newestStatus}`,
      "make an Apply Changes of all products succeed, then plan again",
    );
  }
  const allowed = allowedChanges(see.options);
  const staged = see.onlyDeploy ? facts.unexplained : facts.pending;
  const unknown = staged.filter((change) => !isAllowed(facts, allowed, change.guid));
  if (unknown.length > 0) {
    const list = unknown.map((change) => `${change.guid} (${change.action})`).join(", ");
    refuse(
      "OpsmanPendingChanges",
      `changes are staged that this rotation would deploy: ${list}`,
      "apply or revert them, or list the products under apply.pendingChanges.allow",
    );
  }
  return refusals;
}

function allowedChanges(options: OpsmanOptions): readonly string[] {
  const pending = options.apply?.pendingChanges;
  return typeof pending === "object" ? pending.allow : [];
}

/** `allow` names products by type or guid. */
function isAllowed(facts: OpsmanFacts, allowed: readonly string[], guid: string): boolean {
  const type = facts.products.find((product) => product.guid === guid)?.type;
  return allowed.includes(guid) || (type !== undefined && allowed.includes(type));
}

function regenerateStep(input: RecipeInput, facts: OpsmanFacts): Step {
  return {
    ...stepBase(input, "opsman.regenerate-leaves"),
    title: "regenerate the non-configurable leaves",
    phase: "prepare",
    inputs: {},
    after: [],
    assumes: {
      cas: caFacts(facts),
      products: facts.products.map((product) => product.guid),
      newestInstallation: facts.newestInstallation,
      runningInstallation: 0,
      unexplainedChanges: changeFacts(facts),
    },
    effects: [],
    performs: true,
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 60,
    delivery: deliveryOf(input, "until an apply takes the leaves up, a second regenerate only replaces staged ones"),
  };
}

function applyStep(
  input: RecipeInput,
  see: { readonly facts: OpsmanFacts; readonly options: OpsmanOptions; readonly after: readonly string[] },
): Step {
  const { facts } = see;
  const estimate = median(facts.durations);
  return {
    ...stepBase(input, "opsman.apply-changes"),
    title: `apply changes: ${facts.products.map((product) => product.type).join(", ")}`,
    phase: "switch",
    inputs: { products: facts.products.map((product) => product.guid), errands: errandsOf(see) },
    after: see.after,
    assumes: {
      cas: caFacts(facts),
      products: facts.products.map((product) => product.guid),
      newestInstallation: facts.newestInstallation,
      runningInstallation: 0,
      unexplainedChanges: changeFacts(facts),
    },
    effects: presentEffects(input, facts),
    replaces: input.observation.slots.filter((slot) => slot.class === "leaf").map((slot) => slot.name),
    performs: true,
    gate: "platform",
    disruption: "redeploy",
    final: true,
    timeoutSeconds: see.options.apply?.timeoutSeconds ?? 20 * 3600,
    ...(estimate === undefined ? {} : { estimatedSeconds: estimate }),
    delivery: deliveryOf(
      input,
      "the list of installs tells whether one was started; a second one is refused while one runs",
    ),
  };
}

function verifyStep(
  input: RecipeInput,
  see: { readonly facts: OpsmanFacts; readonly apply: Step; readonly regenerated: boolean },
): Step {
  const leaves = input.observation.slots.filter((slot) => slot.class === "leaf");
  const replaced: JsonObject = see.regenerated
    ? Object.fromEntries(leaves.map((leaf) => [leaf.name, leaf.notBefore ?? ""]))
    : {};
  return {
    ...stepBase(input, "opsman.verify-leaves"),
    title: "every leaf is new and deployed",
    phase: "switch",
    inputs: { replaced, deployedBy: { $output: { step: see.apply.id, name: "finishedAt" } } },
    after: [see.apply.id],
    assumes: {},
    effects: [],
    performs: false,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
  };
}

function stepBase(input: RecipeInput, kind: string): Pick<Step, "id" | "target" | "kind" | "kindVersion" | "reason"> {
  const first = input.reasons[0];
  return {
    id: `${input.target.name}/${kind.replace("opsman.", "")}`,
    target: input.target.name,
    kind,
    kindVersion: 1,
    reason: { code: first?.code ?? "Requested", sentence: first?.sentence ?? "asked for" },
  };
}

/** How long Ops Manager may still act on a call whose sender is gone: no source gives a bound, so it can be set. */
function deliveryOf(input: RecipeInput, whenUnknownReason: string): Delivery {
  return {
    arrivesWithinSeconds: input.arrivesWithinSeconds ?? opsmanArrivesWithinSeconds,
    arrivesReason: "Ops Manager documents no bound for a call that its web server has queued",
    whenUnknown: "repeat",
    whenUnknownReason,
  };
}

/** By guid, as the API wants them: errands are declared by product type. */
function errandsOf(see: { readonly facts: OpsmanFacts; readonly options: OpsmanOptions }): JsonObject {
  const declared = see.options.apply?.errands ?? {};
  const entries = see.facts.products.flatMap(({ guid, type }) => {
    const errands = declared[type];
    return errands === undefined ? [] : [[guid, { run_post_deploy: wireErrands(errands) }] as const];
  });
  return Object.fromEntries(entries);
}

function wireErrands(errands: Readonly<Record<string, string>>): JsonObject {
  const wire = { run: true, skip: false } as const;
  return Object.fromEntries(
    Object.entries(errands).map(([name, wish]) => [name, wire[wish as keyof typeof wire] ?? "default"]),
  );
}

function changeFacts(facts: OpsmanFacts): readonly string[] {
  return facts.unexplained.map((change) => `${change.guid}:${change.action}`);
}

function caFacts(facts: OpsmanFacts): readonly string[] {
  return facts.cas.map((ca) => `${ca.guid}:${ca.fingerprint}${ca.active ? ":active" : ""}`).toSorted();
}

function presentEffects(input: RecipeInput, facts: OpsmanFacts): readonly Effect[] {
  const anchors = anchorsOf(facts);
  const id = `new leaf of ${input.target.name}`;
  return facts.products.map(({ guid }) => ({ effect: "present", presenter: guid, credential: { id, anchors } }));
}

/** Inside the foundation: the Director and every product connect to each other, all by the same root. */
function worldOf(facts: OpsmanFacts): TrustWorld {
  const anchors = anchorsOf(facts);
  const director = facts.products.find((product) => product.type === "p-bosh")?.guid;
  const guids = facts.products.map((product) => product.guid);
  const between = guids.filter((guid) => guid !== director).flatMap((guid) => pairs(director, guid));
  const credential: Credential = { id: "deployed leaf", anchors };
  return {
    presents: Object.fromEntries(guids.map((guid) => [guid, credential])),
    accepts: Object.fromEntries(guids.map((guid) => [guid, anchors])),
    edges: [...guids.map((guid) => ({ verifier: guid, presenter: guid })), ...between],
    notModelled: ["clients outside the foundation", "service instances"],
  };
}

function pairs(director: string | undefined, guid: string): TrustWorld["edges"] {
  if (director === undefined) return [];
  return [
    { verifier: director, presenter: guid },
    { verifier: guid, presenter: director },
  ];
}

function anchorsOf(facts: OpsmanFacts): readonly string[] {
  return facts.cas.filter((ca) => ca.active).map((ca) => `ca:${ca.fingerprint}`);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
