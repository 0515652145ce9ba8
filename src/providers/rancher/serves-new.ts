import type { JsonObject } from "../../model/json.ts";
import { spanMs } from "../../model/lifetime.ts";
import type { Act, GateReading, RecipeInput, StepKind } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import type { Step } from "../../model/step.ts";
import { countedWords, kindWords, mustChange } from "./generation-looks.ts";
import { readProvisioned } from "./generation-wire.ts";
import { readNodes } from "./nodes-wire.ts";
import { caPemOf } from "./observe-generations.ts";
import type { RancherOptions } from "./options.ts";
import type { GenerationFacts, NodeFact } from "./rancher-facts.ts";
import { lookAt, ofCluster, type Sight } from "./sight.ts";
import { onlyLooks, stepBase } from "./step-parts.ts";

/** Slots that were seen and must show another certificate after the rotation that the target asks for. */
export function comparedSlots({ target }: RecipeInput, { engine, looks }: GenerationFacts): readonly string[] {
  const { services } = target.options as unknown as RancherOptions;
  return Object.entries(looks).flatMap(([slot, { fingerprint }]) =>
    fingerprint !== undefined && mustChange(engine, slot, services) ? [slot] : [],
  );
}

/** A number that was followed says nothing of certificates: nodes that remember it run nothing. `slots`: at least one. */
export function servesNewStep(
  input: RecipeInput,
  facts: GenerationFacts,
  see: { readonly slots: readonly string[]; readonly effects: Step["effects"] },
): Step {
  const compared = see.slots.flatMap((slot) => {
    const { address, fingerprint = "" } = facts.looks[slot] ?? { address: "" };
    const seen = input.observation.slots.find(({ name }) => name === slot);
    const node = nodeAt(slot, seen, facts);
    return [
      {
        slot,
        address,
        fingerprint,
        ...(node === undefined ? {} : { node: node.name }),
        ...(staysThroughRestart(input, seen, node) ? { keptUntil: seen?.notAfter ?? "" } : {}),
      },
    ];
  });
  return {
    ...stepBase(input, "rancher.serves-new", "serves-new"),
    ...onlyLooks,
    kindVersion: 2,
    title: `${kindWords(see.slots)} serve other certificates than before`,
    inputs: { compared },
    effects: see.effects,
    gate: "wire",
    timeoutSeconds: 900,
    estimatedSeconds: 10,
  };
}

/** Of an address that the estate names, the node that its certificate is for; undefined where it names none. */
function nodeAt(name: string, seen: Slot | undefined, { nodes }: GenerationFacts): NodeFact | undefined {
  const own = name.slice(name.indexOf("@") + 1);
  return nodes.find((node) => node.name === own || seen?.sans?.includes(`DNS:${node.name}`) === true);
}

/**
 * A worker-only node is restarted and nothing else, which renews what ends within 120 days, before May 2025 within 90
 * (Source: reference/rancher, section 5; that it renews more than these is UNCONFIRMED). What lasts longer, and is not due
 * by the policy either, may stay.
 */
function staysThroughRestart(
  { now, target }: RecipeInput,
  seen: Slot | undefined,
  node: NodeFact | undefined,
): boolean {
  if (node === undefined || node.etcd || node.controlPlane || seen?.notAfter === undefined) return false;
  const ends = Date.parse(seen.notAfter);
  const begins = seen.notBefore === undefined ? undefined : Date.parse(seen.notBefore);
  const { renewBefore } = target.policy;
  const dueMs = renewBefore === undefined ? 0 : (spanMs(renewBefore, begins, ends) ?? 0);
  return ends - now > Math.max(renewedAtRestartMs, dueMs);
}

const renewedAtRestartMs = 90 * 86_400_000;

interface Compared {
  readonly slot: string;
  readonly address: string;
  /** What it served when this was planned. */
  readonly fingerprint: string;
  readonly node?: string;
  /** It may keep the certificate that it served: when that ends. */
  readonly keptUntil?: string;
}

export const servesNew: StepKind = {
  version: 2,
  explain:
    "Looks at the API servers, and at the supervisors and kubelets of nodes, that were seen when this was planned and that the services asked for renew: each must show another certificate. Where Rancher has followed a number and the certificate is the old one, that node was not rotated: exit 10. A node that is a worker only is restarted and no more: it may keep a certificate that lasts. A node that has left the cluster since is left out.",
  gate: async (act): Promise<GateReading> => {
    const compared = act.inputs["compared"] as unknown as readonly Compared[];
    const cluster = await readProvisioned(act.session);
    const addresses = compared.map(({ address }) => address);
    const sights = ofCluster(await lookAt(act.session, addresses), await caPemOf(act.session, cluster));
    const shown = new Map(sights.map((sight) => [sight.address, sight]));
    const same = compared.filter(
      ({ address, fingerprint }) => shown.get(address)?.chain[0]?.fingerprint === fingerprint,
    );
    const old = same.filter(({ keptUntil }) => keptUntil === undefined);
    if (old.length > 0) return stillOld(old, compared);
    const unseen = compared.filter(({ address }) => (shown.get(address)?.chain ?? []).length === 0);
    const gone = unseen.length === 0 ? [] : await goneOf(act, unseen, cluster.managementId);
    return passedOrWaiting({ compared, shown, unseen, gone, kept: same });
  },
};

function stillOld(old: readonly Compared[], compared: readonly Compared[]): GateReading {
  const names = old.map(wordsOf).join(", ");
  const cause =
    old.length === compared.length
      ? "nothing was rotated. Nodes remember the numbers that they have run (a deleted block, a lower number); rotate again with the next one"
      : "there nothing was rotated. Rotate again with the next number, or on each of these nodes: stop its unit of rke2 or k3s, run rke2|k3s certificate rotate, start the unit";
  const sentence = `the number was followed and ${names} still serve${old.length === 1 ? "s" : ""} the old certificate: ${cause}`;
  const nodes = [...new Set(old.flatMap(({ node }) => node ?? []))];
  return { gate: "violated", sentence, evidence: { endpoints: old.map(({ address }) => address), nodes } };
}

function passedOrWaiting(see: {
  readonly compared: readonly Compared[];
  readonly shown: ReadonlyMap<string, Sight>;
  readonly unseen: readonly Compared[];
  readonly gone: readonly Compared[];
  readonly kept: readonly Compared[];
}): GateReading {
  const { compared, shown, unseen, gone, kept } = see;
  const awaited = unseen.filter((one) => !gone.includes(one));
  const renewed = compared.filter((one) => !unseen.includes(one) && !kept.includes(one));
  if (awaited.length > 0 || renewed.length === 0) {
    const words = (awaited.length > 0 ? awaited : unseen).map((one) => {
      return `${wordsOf(one)} (${shown.get(one.address)?.why ?? "gone"})`;
    });
    return { gate: "waiting", sentence: `not seen: ${words.join(", ")}` };
  }
  const stayed = kept.length === 0 ? "" : `; kept by workers: ${kept.map(keptWords).join(", ")}`;
  const left = gone.length === 0 ? "" : `; gone from the cluster: ${gone.map(wordsOf).join(", ")}`;
  const sentence = `${countedWords(renewed.map(({ slot }) => slot))} serve new certificates${stayed}${left}`;
  return { gate: "passed", sentence, evidence: fingerprintsOf(renewed, shown) };
}

function fingerprintsOf(renewed: readonly Compared[], shown: ReadonlyMap<string, Sight>): JsonObject {
  return Object.fromEntries(renewed.map(({ address }) => [address, shown.get(address)?.chain[0]?.fingerprint ?? ""]));
}

/** Pools are scaled while a rotation runs: who is not of the cluster any more would be waited for in vain. */
async function goneOf(
  { session }: Act,
  unseen: readonly Compared[],
  managementId: string,
): Promise<readonly Compared[]> {
  const live = new Set((await readNodes(session, managementId)).map(({ name }) => name));
  return unseen.filter(({ node }) => node !== undefined && !live.has(node));
}

function keptWords(one: Compared): string {
  return `${wordsOf(one)} until ${one.keptUntil?.slice(0, 10)}`;
}

/** `kubelet@edge-4 (10.3.0.14:10250)`; of an address that the estate names `kubelet@10.3.0.14:10250 (edge-4)`. */
function wordsOf({ slot, address, node }: Compared): string {
  if (!slot.endsWith(`@${address}`)) return `${slot} (${address})`;
  return node === undefined ? slot : `${slot} (${node})`;
}
