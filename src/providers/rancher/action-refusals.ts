import type { Refusal } from "../../model/plan.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { IsoInstant } from "../../time/instant.ts";
import { iso } from "../../time/instant.ts";
import type { Wish } from "./action-wish.ts";
import type { ActionFacts } from "./rancher-facts.ts";
import { type Refusals, refusals, refuseCommon } from "./refusals.ts";
import { actionOf } from "./release.ts";
import { failureHint, howToStop } from "./retry-loop.ts";

/** Why an RKE1 cluster is not rotated. Source: reference/rancher, sections 1, 4 and 6 (PRECHECK). */
export function actionRefusals(input: RecipeInput, facts: ActionFacts, wish: Wish): readonly Refusal[] {
  const made = refusals();
  refuseRelease(facts, wish, made);
  refuseUnderWay(facts, iso(input.now), made);
  refuseCa(facts, iso(input.now), wish, made);
  refuseCommon(facts, made);
  return made.list;
}

function refuseRelease({ version, offersRotation }: ActionFacts, { ca, service }: Wish, { refuse }: Refusals): void {
  const action = actionOf(version);
  if (action === "gone") {
    return refuse(
      "RancherActionGone",
      `Rancher ${version} cannot rotate RKE1 clusters any more: the action went with 2.12`,
      "rotate on a machine that has the cluster's cluster.yml and .rkestate: rke cert rotate; RKE1 has ended, so move to RKE2",
    );
  }
  if (action === "none") {
    return refuse(
      "RancherNoAction",
      `Rancher ${version || "(of no known release)"} has no action that rotates certificates: it came with 2.0.14, 2.1.9 and 2.2.0`,
      "upgrade Rancher, then plan again",
    );
  }
  if (action === "all" && (ca || service !== "")) {
    refuse(
      "RancherActionWithoutInput",
      `Rancher ${version} ignores what it is asked for and rotates the leaves of all services`,
      "write services: all and rotate: [leaves], or upgrade Rancher to 2.2.0 or later",
    );
  }
  if (offersRotation === false) {
    refuse(
      "RancherActionNotOffered",
      "Rancher does not offer this token the action: its owner may not update the cluster",
      "give it the role of a cluster owner, then plan again",
    );
  }
}

function refuseUnderWay(facts: ActionFacts, now: IsoInstant, { refuse }: Refusals): void {
  const { rotation, hasFailed, message, state, transitioning, cluster } = facts;
  if (hasFailed) {
    return refuse(
      "RancherRetryLoop",
      `${rotation === null ? "its last update" : "a rotation"} failed and Rancher tries it again and again: ${message || "it says no more"}`,
      [failureHint(message), howToStop(cluster)].filter((one) => one !== "").join("; "),
    );
  }
  if (rotation !== null) {
    const what = rotation.ca ? "the CA" : rotation.service === "" ? "all services" : rotation.service;
    return refuse(
      "RancherRotationRunning",
      `a rotation of ${what} is under way, whoever asked for it: Rancher would take a second request and lose it`,
      "wait until it ends, then plan again",
    );
  }
  if (state !== "active" || transitioning !== "no") {
    return refuse(
      "RancherNotActive",
      `the cluster is ${state || "in no known state"}${message === "" ? "" : `: ${message}`}`,
      "wait until it is active, then plan again",
    );
  }
  if (facts.listingLags || settledAgo(facts, now) < settlingSeconds) {
    refuse(
      "RancherSettling",
      "the cluster was updated a moment ago, and Rancher has not listed new dates yet: what is due cannot be told",
      `plan again in ${settlingSeconds / 60} minutes`,
    );
  }
}

/** The listing follows by a controller of its own, a little later (Source: reference/rancher, section 4). */
const settlingSeconds = 300;

function settledAgo({ updatedAt }: ActionFacts, now: IsoInstant): number {
  return updatedAt === "" ? settlingSeconds : (Date.parse(now) - Date.parse(updatedAt)) / 1000;
}

function refuseCa({ kubeCa }: ActionFacts, now: IsoInstant, { ca }: Wish, { refuse }: Refusals): void {
  if (kubeCa === null) {
    return refuse(
      "RancherNoCa",
      "Rancher does not show kube-ca of the cluster",
      "wait until the cluster is active, then plan again",
    );
  }
  if (!ca && kubeCa.notAfter < now) {
    refuse(
      "RancherExpiredCa",
      `kube-ca ended ${kubeCa.notAfter}: Rancher refuses new leaves under it, and tries them again for ever`,
      "rotate the CA itself: write rotate: [ca] and accept the cut rancher-ca-clients",
    );
  }
}
