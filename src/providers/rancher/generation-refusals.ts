import type { Refusal } from "../../model/plan.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { RancherOptions } from "./options.ts";
import type { GenerationFacts } from "./rancher-facts.ts";
import { type Refusals, refusals, refuseCommon } from "./refusals.ts";
import { atLeast } from "./release.ts";

/** Why an RKE2 or K3s cluster is not rotated. Source: reference/rancher, section 5. */
export function generationRefusals({ target }: RecipeInput, facts: GenerationFacts): readonly Refusal[] {
  const made = refusals();
  const { services } = target.options as unknown as RancherOptions;
  refuseRelease(facts, made);
  refuseService(facts, services, made);
  refuseUnderWay(facts, made);
  refuseCommon(facts, made);
  return made.list;
}

function refuseRelease({ version }: GenerationFacts, { refuse }: Refusals): void {
  if (atLeast(version, [2, 6, 4])) return;
  refuse(
    "RancherNoGenerations",
    `Rancher ${version} does not follow a number: rotation of RKE2 and K3s came with 2.6.4`,
    "upgrade Rancher, or rotate on each node: rke2|k3s certificate rotate",
  );
}

/** Known to Rancher, and not to the program on the nodes: a plan that fails for ever. */
function refuseService({ engine }: GenerationFacts, service: string, { refuse }: Refusals): void {
  const other = engine === "rke2" ? "k3s-" : "rke2-";
  if (!service.startsWith(other)) return;
  refuse(
    "RancherServiceOfOther",
    `this is a ${engine} cluster, whose nodes do not know the service ${service}: their rotation would fail for ever`,
    `write services: all, or ${engine}-${service.slice(other.length)}`,
  );
}

function refuseUnderWay(facts: GenerationFacts, { refuse }: Refusals): void {
  const { generation, completed, isInitialised, isError, state, message, unready } = facts;
  if (!isInitialised) {
    return refuse(
      "RancherNotInitialised",
      "the control plane is not initialised: Rancher would leave the number unread, without a word",
      "wait until the cluster is active, then plan again",
    );
  }
  if (generation > completed) {
    const error = isError ? `, which fails: ${message || unready.join(", ")}` : "";
    return refuse(
      "RancherRotationRunning",
      `generation ${generation} is asked for and ${completed} is completed: a rotation is under way${error}`,
      isError
        ? "mend the machine that is named, on it: journalctl -u rancher-system-agent; Rancher repeats it every 30 s, and then plan again"
        : "wait until it is completed, then plan again",
    );
  }
  if (isError || state !== "active" || unready.length > 0) {
    refuse(
      "RancherNotActive",
      `the cluster is ${state || "in no known state"}: ${[message, ...unready].filter((one) => one !== "").join("; ") || "it says no more"}`,
      "wait until it is active, then plan again",
    );
  }
}
