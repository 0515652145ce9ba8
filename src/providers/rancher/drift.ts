import type { DriftLine } from "../../model/drift.ts";
import type { DriftInput, Observation } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { unseenFindings } from "./generation-looks.ts";
import type { ActionFacts, GenerationFacts, RancherFacts } from "./rancher-facts.ts";
import { howToStop } from "./retry-loop.ts";

/** What no longer matches, beyond slots and reasons. */
export function rancherDrift({ observation, recorded }: DriftInput): readonly DriftLine[] {
  const facts = observation.facts as unknown as RancherFacts;
  const isLost = lostSince(recorded?.slots ?? [], observation.slots);
  const common = [...findingLines(observation), ...unseenLines(observation, isLost)];
  switch (facts.engine) {
    case "rke1":
      return [...actionLines(facts), ...wireLines(facts, observation), ...common];
    case "rke2":
    case "k3s":
      return [...generationLines(facts), ...common, ...unseenTogether(facts, isLost)];
    case "unmanaged":
      return common;
  }
}

function drift(code: string, sentence: string, evidence: DriftLine["evidence"] = {}): DriftLine {
  return { code, sentence, severity: "drift", evidence };
}

function actionLines({ rotation, hasFailed, message, cluster }: ActionFacts): readonly DriftLine[] {
  if (hasFailed) {
    const sentence = `a rotation or update failed and Rancher tries it again and again: ${message || "it says no more"}; ${howToStop(cluster)}`;
    return [drift("RancherRetryLoop", sentence, { message })];
  }
  if (rotation === null) return [];
  const what = rotation.ca ? "the CA" : rotation.service === "" ? "all services" : rotation.service;
  return [drift("RancherRotationRunning", `a rotation of ${what} is under way`, { ...rotation })];
}

/** Dates against the wire; what is a reason already is told as one. */
function wireLines({ staleEtcd, api, expirations }: ActionFacts, { reasons }: Observation): readonly DriftLine[] {
  const listed = expirations["kube-apiserver"];
  const isTold = reasons.some(({ code }) => code === "RancherEtcdStale");
  return [
    ...(staleEtcd.length === 0 || isTold
      ? []
      : [drift("RancherEtcdStale", `etcd at ${staleEtcd.join(", ")} serves a certificate older than the listed one`)]),
    ...(api?.notAfter === undefined || listed === undefined || api.notAfter === listed
      ? []
      : [
          drift(
            "RancherApiDiffers",
            `the API server at ${api.address} serves a certificate that ends ${api.notAfter}, and ${listed} is listed`,
            { served: api.notAfter, listed },
          ),
        ]),
  ];
}

/** Findings that a drift tells as lines of its own, in the same words. Old releases keep keys of removed nodes for ever. */
const severities: Readonly<Record<string, DriftLine["severity"]>> = {
  RancherOrphanKeys: "expected",
  RancherNodesWarn: "expected",
  RancherCacertsDiffer: "drift",
};

function findingLines({ findings }: Observation): readonly DriftLine[] {
  return findings.flatMap(({ code, sentence, evidence }): readonly DriftLine[] => {
    const severity = severities[code];
    return severity === undefined ? [] : [{ code, sentence, severity, evidence }];
  });
}

function generationLines({ generation, completed, isError, message }: GenerationFacts): readonly DriftLine[] {
  const evidence = { generation, completed };
  if (generation < completed) {
    const sentence = `generation ${generation} is asked for and ${completed} is completed: the number has gone down, and one that was used rotates nothing`;
    return [drift("RancherGenerationLower", sentence, evidence)];
  }
  if (generation === completed) return [];
  const error = isError ? `: ${message}` : "";
  return [
    drift(
      "RancherRotationRunning",
      `generation ${generation} is asked for and ${completed} is completed${error}`,
      evidence,
    ),
  ];
}

/** Slots that were read before and are not now. */
function lostSince(recorded: readonly Slot[], slots: readonly Slot[]): (slot: string) => boolean {
  const before = new Set(recorded.filter(({ fingerprint }) => fingerprint !== undefined).map(({ name }) => name));
  const now = new Set(slots.filter(({ fingerprint }) => fingerprint !== undefined).map(({ name }) => name));
  return (slot) => before.has(slot) && !now.has(slot);
}

/** Unreadable is never clean, where it was read before. */
function unseenLines({ findings }: Observation, isLost: (slot: string) => boolean): readonly DriftLine[] {
  return findings
    .filter(({ code, about = "" }) => code.endsWith("Unseen") && isLost(about))
    .map(({ sentence, evidence, about }) => ({
      ...drift("RancherWireUnseen", sentence, evidence),
      ...(about === undefined ? {} : { about }),
    }));
}

/** The same of what is told together; what never was to be seen is in no line. */
function unseenTogether({ looks, engine }: GenerationFacts, isLost: (slot: string) => boolean): readonly DriftLine[] {
  const lost = Object.fromEntries(Object.entries(looks).filter(([slot]) => isLost(slot)));
  return unseenFindings(lost, engine)
    .filter(({ about }) => about === undefined)
    .map(({ code, sentence, evidence }) => drift(code, sentence, evidence));
}
