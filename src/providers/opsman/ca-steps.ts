import type { Json, JsonObject } from "../../model/json.ts";
import type { Step } from "../../model/step.ts";
import type { CaMove } from "./ca-moves.ts";
import type { CaPlan, CaState } from "./ca-plan.ts";
import { servicesCa } from "./ca-rows.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { deliveryOf, errandsOf, median, stepBase } from "./step-parts.ts";

type Made = Omit<Step, "after" | "effects">;

/** The step of one move, as it stands in this state of the rotation. */
export function caStep(move: CaMove, plan: CaPlan, state: CaState): Made {
  switch (move) {
    case "apply-staged":
      return apply(plan, state, { move, phase: "prepare", title: "apply changes: what is staged is deployed first" });
    case "generate-ca":
      return generate(plan, state);
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
        title: `${words(plan.next.guid)} is the only CA, and nothing lags behind`,
        phase: "drop",
        inputs: { guid: plan.next.guid, installation: state.newestInstallation, ...common(plan) },
      });
  }
}

function words(guid: Json): string {
  return typeof guid === "string" ? `CA ${guid}` : "the new CA";
}

/** What gates need to judge an install and the listing of deployments. */
function common({ facts, rotation }: CaPlan): JsonObject {
  return {
    products: facts.products.map(({ guid }) => guid),
    listsOutdated: rotation.outdated !== null,
  };
}

function assumes({ facts }: CaPlan, state: CaState): JsonObject {
  return {
    activeCa: state.active,
    inactiveCas: state.inactive,
    products: facts.products.map(({ guid }) => guid),
    newestInstallation: state.newestInstallation,
    runningInstallation: 0,
    unexplainedChanges: state.unexplained,
  };
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
    assumes: assumes(plan, state),
    performs: true,
    disruption: "none",
    final: true,
    timeoutSeconds: 600,
    estimatedSeconds: 60,
  };
}

function generate(plan: CaPlan, state: CaState): Made {
  const exclude = [servicesCa, ...(plan.options.exclude ?? [])].toSorted();
  return {
    ...stepBase(plan.input, "opsman.generate-ca"),
    title: `generate a new root CA, leaving out ${exclude.join(", ")}`,
    phase: "prepare",
    inputs: { exclude: [...new Set(exclude)] },
    ...call(plan, state),
    gate: "platform",
    delivery: deliveryOf(plan.input, "a second one would be a second CA, and no call takes one back", "stop"),
  };
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
    inputs: { products: facts.products.map(({ guid }) => guid), errands: errandsOf({ facts, options }) },
    assumes: assumes(plan, state),
    ...(one.move === "apply-switch" ? { replaces: leaves } : {}),
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
    title: "every deployment trusts both CAs, service instances too",
    phase: "trust",
    inputs: {
      installation: state.trustedBy,
      ...common(plan),
      errands: plan.rotation.brokers.map(({ type, errand }) => `${type} ${errand}`),
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
      exclude: plan.options.exclude ?? [],
      listsOutdated: plan.rotation.outdated !== null,
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
