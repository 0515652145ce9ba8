import { CertplanError } from "../../messages/error.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Outputs } from "../../model/step.ts";
import { refusedHere } from "../../web/index.ts";
import { send } from "./client.ts";
import {
  clusterPath,
  type ProvisionedCluster,
  provisioned,
  readControlPlane,
  readProvisioned,
  withGeneration,
} from "./generation-wire.ts";
import { unreadyWords } from "./observe-generations.ts";
import { isObject } from "./reply.ts";
import { servesNew } from "./serves-new.ts";

/** `PUT /v1/provisioning.cattle.io.clusters/<workspace>/<name>` with the resourceVersion that was read. */
const setGeneration: StepKind = {
  version: 1,
  explain:
    "Writes the next number of rotation into the cluster's object, with the services, guarded by the resourceVersion that it read: where the object has changed meanwhile, it reads it again and writes again. Rancher then rotates one node after another. Its gate passes once the control plane object says that this number is completed, Ready and Reconciled are True, and the cluster is active. A node that fails is repeated by Rancher every 30 s, so that is waited for.",
  baseline: async (act) => {
    const { generation, services } = await readProvisioned(act.session);
    return { generation, services };
  },
  perform: write,
  probe: async (act): Promise<Probe> => {
    const wanted = wishOf(act);
    const found = await readProvisioned(act.session);
    if (isSame(found, wanted))
      return { outcome: "done", outputs: {}, sentence: `generation ${wanted.generation} stands there` };
    return { outcome: "not-done", sentence: `generation ${found.generation} stands there` };
  },
  gate: (act) => gateFollowed(act, (found, wanted) => violatedNumber(found, wanted)),
};

const awaitGeneration: StepKind = {
  version: 1,
  explain:
    "Whoever owns the number of rotation, Terraform or Fleet, writes it; certplan names it and waits. Its gate passes as that of set-generation does, for exactly this number and these services.",
  gate: (act) =>
    gateFollowed(act, (found, wanted) =>
      found.generation < wanted.generation
        ? { gate: "waiting", sentence: askFor(act, wanted) }
        : violatedNumber(found, wanted),
    ),
};

export const generationKinds: Readonly<Record<string, StepKind>> = {
  "rancher.set-generation": setGeneration,
  "rancher.await-generation": awaitGeneration,
  "rancher.serves-new": servesNew,
};

interface Wish {
  readonly generation: number;
  readonly services: readonly string[];
}

function wishOf({ inputs }: Act): Wish {
  return { generation: Number(inputs["generation"]), services: (inputs["services"] ?? []) as readonly string[] };
}

function isSame(found: Pick<ProvisionedCluster, "generation" | "services">, wanted: Wish): boolean {
  return found.generation === wanted.generation && found.services.join() === wanted.services.toSorted().join();
}

/** Controllers write the same object, so a conflict is normal; it proves that nothing happened. */
const attempts = 5;

async function write(act: Act): Promise<Outputs> {
  const { session } = act;
  const wanted = wishOf(act);
  const path = clusterPath(session);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const found = await readProvisioned(session);
    if (isSame(found, wanted)) return {};
    if (found.generation >= wanted.generation) {
      const detail = `generation ${found.generation} stands there by now, and ${wanted.generation} was planned: a number that was used is followed and rotates nothing`;
      throw refusedHere(session, detail, `certplan plan --continue ${act.run}`);
    }
    const sent = await send(session, "PUT", path, withGeneration(found, wanted.generation, wanted.services));
    if ("conflict" in sent) continue;
    checkStored(act, sent.reply);
    return {};
  }
  throw refusedHere(session, `${path} changed ${attempts} times while it was written`, "certplan apply");
}

/** What Rancher does not know it drops without a word. */
function checkStored(act: Act, reply: unknown): void {
  const wanted = wishOf(act);
  const stored = isObject(reply as never) ? provisioned(reply as never) : undefined;
  if (stored !== undefined && isSame(stored, wanted)) return;
  throw new CertplanError({
    code: "VerificationFailed",
    message: `${act.step.id} (${act.step.title}): Rancher took the number and did not store it as it was sent`,
    hint: `certplan plan --continue ${act.run}`,
  });
}

/** `other`: what it means that another number stands there. */
async function gateFollowed(
  act: Act,
  other: (found: ProvisionedCluster, wanted: Wish) => GateReading,
): Promise<GateReading> {
  const wanted = wishOf(act);
  const found = await readProvisioned(act.session);
  if (!isSame(found, wanted)) return other(found, wanted);
  const plane = await readControlPlane(act.session);
  if (plane === undefined) return { gate: "waiting", sentence: "there is no control plane object" };
  const { state } = found;
  const said = [state.message, ...unreadyWords(plane)].filter((one) => one !== "");
  if (plane.completed !== wanted.generation) {
    const again = state.isError ? "Rancher repeats what failed every 30 s: " : "";
    return {
      gate: "waiting",
      sentence: `${plane.completed} of ${wanted.generation}: ${again}${said[0] ?? "not begun"}`,
    };
  }
  if (said.length > 0 || state.isError || state.name !== "active") {
    return {
      gate: "waiting",
      sentence: `generation ${wanted.generation} is completed, the cluster is ${state.name}${said.length === 0 ? "" : `: ${said[0]}`}`,
    };
  }
  const evidence = { generation: wanted.generation, completed: plane.completed };
  return {
    gate: "passed",
    sentence: `generation ${wanted.generation} is completed, Ready, Reconciled, active`,
    evidence,
  };
}

function violatedNumber({ generation, services }: ProvisionedCluster, wanted: Wish): GateReading {
  const list = (names: readonly string[]): string => (names.length === 0 ? "all services" : names.join(", "));
  const sentence = `generation ${generation} for ${list(services)} stands there, and ${wanted.generation} for ${list(wanted.services)} was planned: somebody wrote another`;
  return { gate: "violated", sentence, evidence: { generation, services } };
}

function askFor({ inputs }: Act, { generation, services }: Wish): string {
  const list = `services ${services.length === 0 ? "[]" : `["${services.join('", "')}"]`}`;
  return inputs["owner"] === "terraform"
    ? `write generation = ${generation} and ${list} under rke_config.rotate_certificates of rancher2_cluster_v2, and apply it`
    : `write generation: ${generation} and ${list} under spec.rkeConfig.rotateCertificates of the cluster in Fleet's repository`;
}
