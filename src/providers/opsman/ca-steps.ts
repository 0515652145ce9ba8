import type { Json, JsonObject } from "../../model/json.ts";
import type { Step } from "../../model/step.ts";
import type { CaMove } from "./ca-moves.ts";
import { assumptionsOf, type CaPlan, type CaState } from "./ca-plan.ts";
import { servicesCa } from "./ca-rows.ts";
import { addedErrands } from "./instances.ts";
import { slotOfReplacement } from "./leaf-steps.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { atLeast } from "./release.ts";
import { applyInputs, deliveryOf, median, stepBase } from "./step-parts.ts";
import { leftAlone } from "./tkgi.ts";

type Made = Omit<Step, "after" | "effects">;

/** The step of one move, as it stands in this state of the rotation. */
export function caStep(move: CaMove, plan: CaPlan, state: CaState): Made {
  switch (move) {
    case "apply-staged":
      return apply(plan, state, { move, phase: "prepare", title: "apply changes: what is staged is deployed first" });
    case "generate-ca":
      return plan.rotation.upload === undefined ? generate(plan, state) : upload(plan, state);
    case "apply-trust":
      return apply(plan, state, { move, phase: "trust", title: "apply changes: every product trusts both CAs" });
    case "instances-trust":
      return instancesTrust(plan, state);
    case "activate-ca":
      return activate(plan, state);
    case "is-active":
      return gateOnly({
        ...stepBase(plan.input, "opsman.is-active"),
        title: `only ${words(plan.next.guid)} is active`,
        phase: "switch",
        inputs: { guid: plan.next.guid },
      });
    case "regenerate-leaves":
      return regenerate(plan, state);
    case "apply-switch":
      return apply(plan, state, { move, phase: "switch", title: "apply changes: every product shows its new leaf" });
    case "no-old-leaf":
      return noOldLeaf(plan, state);
    case "delete-ca":
      return deleteCa(plan, state);
    case "apply-drop":
      return apply(plan, state, { move, phase: "drop", title: "apply changes: nothing trusts the old CA any more" });
    case "verify-ca":
      return gateOnly({
        ...stepBase(plan.input, "opsman.verify-ca"),
        title: `only ${words(plan.next.guid)} is left, nothing lags behind`,
        phase: "drop",
        inputs: { guid: plan.next.guid, installation: state.newestInstallation, ...common(plan) },
      });
  }
}

function words(guid: Json): string {
  return typeof guid === "string" ? `CA ${guid}` : "the new CA";
}

/** What gates need to judge an install and the listing of deployments. */
function common(plan: CaPlan): JsonObject {
  return { products: plan.facts.products.map(({ guid }) => guid), ...lagging(plan) };
}

function lagging({ rotation, waived }: CaPlan): JsonObject {
  return { listsOutdated: rotation.outdated !== null, ...(waived.length === 0 ? {} : { waived }) };
}

function gateOnly(
  step: Pick<Made, "id" | "target" | "kind" | "kindVersion" | "reason" | "title" | "phase" | "inputs">,
): Made {
  return {
    ...step,
    assumes: {},
    performs: false,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
  };
}

/** A call that answers at once and reaches no VM. */
function call(
  plan: CaPlan,
  state: CaState,
): Omit<Made, "id" | "target" | "kind" | "kindVersion" | "reason" | "title" | "phase" | "inputs"> {
  return {
    assumes: assumptionsOf(plan, state),
    performs: true,
    disruption: "none",
    final: true,
    timeoutSeconds: 600,
    estimatedSeconds: 60,
  };
}

function generate(plan: CaPlan, state: CaState): Made {
  const { inputs, words: without } = exclusion(plan);
  return {
    ...stepBase(plan.input, "opsman.generate-ca"),
    title: `generate a new root CA, leaving out ${without}`,
    phase: "prepare",
    inputs,
    ...call(plan, state),
    final: atLeast(plan.input.observation.version ?? "", 2, 10),
    gate: "platform",
    delivery: deliveryOf(plan.input, "a second one would be a second CA, and no call takes one back", "stop"),
  };
}

function upload(plan: CaPlan, state: CaState): Made {
  const { upload: ca } = plan.rotation;
  const { inputs, words: without } = exclusion(plan);
  const issuer = plan.input.target.issuers?.[ca?.issuer ?? ""] as unknown as Json;
  return {
    ...stepBase(plan.input, "opsman.upload-ca"),
    title: `upload root CA ${ca?.subject ?? ""} (${ca?.fingerprint.slice(0, 12) ?? ""}), leaving out ${without}`,
    phase: "prepare",
    inputs: { ...inputs, issuer, certificate: ca?.pem ?? "" },
    ...call(plan, state),
    final: atLeast(plan.input.observation.version ?? "", 2, 10),
    gate: "platform",
    delivery: deliveryOf(
      plan.input,
      "an upload is never repeated; by its fingerprint people see whether the CA is there",
      "stop",
    ),
  };
}

/** Documented from 2.8 on; before, no CA in CredHub moves. */
function exclusion({ options, input }: CaPlan): { readonly inputs: JsonObject; readonly words: string } {
  const exclude = [...new Set([servicesCa, ...(options.exclude ?? [])])].toSorted();
  const isKnown = atLeast(input.observation.version ?? "", 2, 8);
  return { inputs: isKnown ? { exclude } : {}, words: isKnown ? exclude.join(", ") : "every CA in CredHub" };
}

function apply(
  plan: CaPlan,
  state: CaState,
  one: { readonly move: CaMove; readonly phase: Step["phase"]; readonly title: string },
): Made {
  const { facts, options } = plan;
  const estimate = median(facts.durations);
  const leaves = regeneratedLeaves(plan.input.observation.slots).map((slot) => slot.name);
  return {
    ...stepBase(plan.input, "opsman.apply-changes", one.move),
    title: one.title,
    phase: one.phase,
    inputs: applyInputs({ facts, options, added: addedErrands(plan.reach, state.recreates) }, plan.input),
    assumes: {
      ...assumptionsOf(plan, state),
      ...(facts.recreatesDisks === null ? {} : { recreatesDisks: false }),
      ...(state.recreates ? { recreatesVms: true } : {}),
    },
    ...(one.move === "apply-switch" ? { replaces: [...leaves, ...plan.replacements.map(slotOfReplacement)] } : {}),
    performs: true,
    gate: "platform",
    disruption: "redeploy",
    final: one.phase !== "trust",
    timeoutSeconds: options.apply?.timeoutSeconds ?? 20 * 3600,
    ...(estimate === undefined ? {} : { estimatedSeconds: estimate }),
    delivery: deliveryOf(
      plan.input,
      "the list of installs tells whether one was started; a second one is refused while one runs",
    ),
  };
}

function instancesTrust(plan: CaPlan, state: CaState): Made {
  return gateOnly({
    ...stepBase(plan.input, "opsman.instances-trust"),
    title: "all deployments trust both CAs, service instances too",
    phase: "trust",
    inputs: {
      installation: state.trustedBy,
      ...common(plan),
      errands: plan.reach.flatMap(({ type, errand }) => (errand === undefined ? [] : [`${type} ${errand}`])),
    },
  });
}

function activate(plan: CaPlan, state: CaState): Made {
  const old = plan.facts.cas.find((ca) => ca.active)?.guid ?? "none";
  return {
    ...stepBase(plan.input, "opsman.activate-ca"),
    title: `activate ${words(plan.next.guid)} in place of ${old}`,
    phase: "switch",
    inputs: { guid: plan.next.guid },
    replaces: [`root:${old}`],
    ...call(plan, state),
    delivery: deliveryOf(plan.input, "it names the CA: a second one changes nothing"),
  };
}

function regenerate(plan: CaPlan, state: CaState): Made {
  return {
    ...stepBase(plan.input, "opsman.regenerate-leaves"),
    title: "regenerate the non-configurable leaves",
    phase: "switch",
    inputs: {},
    ...call(plan, state),
    final: false,
    delivery: deliveryOf(
      plan.input,
      "until an apply takes the leaves up, a second regenerate only replaces staged ones",
    ),
  };
}

function noOldLeaf(plan: CaPlan, state: CaState): Made {
  return gateOnly({
    ...stepBase(plan.input, "opsman.no-old-leaf"),
    title: "no leaf by the old CA is deployed",
    phase: "switch",
    inputs: {
      since: state.trustedAt,
      deployedBy: state.deployedBy,
      exclude: leftAlone(plan.facts.products, plan.options.exclude ?? [], plan.rotation.caPaths),
      ...lagging(plan),
    },
  });
}

function deleteCa(plan: CaPlan, state: CaState): Made {
  return {
    ...stepBase(plan.input, "opsman.delete-ca"),
    title: `delete the old CA ${typeof plan.old.guid === "string" ? plan.old.guid : ""}`.trim(),
    phase: "drop",
    inputs: { guid: plan.old.guid },
    ...call(plan, state),
    gate: "platform",
    delivery: deliveryOf(plan.input, "it names the CA: a second one finds none and is refused"),
  };
}
