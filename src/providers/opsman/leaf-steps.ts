import { issueLeafStep } from "../../kinds/index.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import type { Issuer, Target } from "../../model/target.ts";
import { declaredFor, slotName } from "./configurable.ts";
import type { ConfigurableFact } from "./opsman-facts.ts";
import type { ConfigurableOption, OpsmanOptions } from "./options.ts";
import { deliveryOf, stepBase } from "./step-parts.ts";

/** A configurable leaf that gets a new certificate, and from whom. */
export interface LeafReplacement {
  readonly leaf: ConfigurableFact;
  readonly issuerName: string;
  readonly issuer: Issuer;
  readonly sans: readonly [string, ...string[]];
}

/** Of these leaves, those that the estate names with an issuer. */
export function replacementsOf(
  leaves: readonly ConfigurableFact[],
  target: Pick<Target, "issuers" | "options">,
): readonly LeafReplacement[] {
  const { configurable } = target.options as OpsmanOptions;
  return leaves.flatMap((leaf): readonly LeafReplacement[] => {
    const entry = declaredFor(leaf, configurable).find((one) => "issuer" in one);
    const issuer = entry === undefined ? undefined : target.issuers?.[entry.issuer];
    const [first, ...others] = entry?.sans ?? [];
    if (entry === undefined || issuer === undefined || first === undefined) return [];
    return [{ leaf, issuerName: entry.issuer, issuer, sans: [first, ...others] }];
  });
}

/** Is this entry about replacing? */
export function isReplacing(entry: ConfigurableOption): entry is Extract<ConfigurableOption, { issuer: string }> {
  return "issuer" in entry;
}

/** `cf .properties.networking_poe_ssl_certs wildcard`: as sentences and the trust world name it. */
export function leafName({ product, property, element }: ConfigurableFact): string {
  return [product, property, element].filter((part) => part !== undefined).join(" ");
}

/** `cf networking_poe_ssl_certs wildcard`: the same where there is little room. */
function placeOf(leaf: ConfigurableFact): string {
  return leafName(leaf).replace(" .properties.", " ");
}

/** The slot that a replacement is about. */
export function slotOfReplacement({ leaf }: LeafReplacement): string {
  return slotName(leaf);
}

function idPart({ product, property, element }: ConfigurableFact): string {
  const path = property.replace(/^\.(properties\.)?/, "");
  return [product, path, element].filter((part) => part !== undefined).join("/");
}

/**
 * Has each leaf issued, all at once, then puts them into their properties one after another. `assumes`: what must be so
 * while these products have a change of ours. Answers with those products.
 */
export function putLeafSteps(
  replacements: readonly LeafReplacement[],
  input: RecipeInput,
  assumes: (ours: readonly string[]) => JsonObject,
  before: readonly string[] = [],
): { readonly groups: readonly (readonly Step[])[]; readonly ours: readonly string[] } {
  if (replacements.length === 0) return { groups: [], ours: before };
  const issued = replacements.map((one) => issueStep(one, input));
  let ours = before;
  const put = replacements.map((one) => {
    ours = [...new Set([...ours, one.leaf.guid])].toSorted();
    // its own product may hold the change already: a repeat after a lost outcome
    return [putStep(one, input, assumes(ours))];
  });
  return { groups: [issued, ...put], ours };
}

function issueStep({ leaf, issuerName, issuer, sans }: LeafReplacement, input: RecipeInput): Step {
  const { target, reason } = stepBase(input, "certplan.issue-leaf");
  const size = input.target.policy.minimumKey?.rsa ?? 2048;
  const keyType = size > 2048 ? "rsa-3072" : "rsa-2048";
  const frame = { target, phase: "switch", after: [], reason } as const;
  return issueLeafStep(frame, { name: idPart(leaf), issuerName, issuer, sans, keyType });
}

function putStep(one: LeafReplacement, input: RecipeInput, assumes: JsonObject): Step {
  const { leaf, issuer } = one;
  const issued = `${input.target.name}/issue-leaf/${idPart(leaf)}`;
  return {
    ...stepBase(input, "opsman.replace-leaf", `replace-leaf/${idPart(leaf)}`),
    title: `put the new leaf into ${placeOf(leaf)}`,
    phase: "switch",
    inputs: {
      guid: leaf.guid,
      property: leaf.property,
      ...(leaf.element === undefined ? {} : { element: leaf.element }),
      issuer: issuer as unknown as Json,
      issuedBy: issued,
      certificate: { $output: { step: issued, name: "certificate" } },
    },
    after: [],
    assumes,
    effects: [],
    performs: true,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
    delivery: deliveryOf(input, "it puts the same certificate: a second one changes nothing"),
  };
}

/** Proof that the leaf which was put is the one that is deployed. */
export function leafDeployedStep(one: LeafReplacement, input: RecipeInput): Step {
  const { leaf, issuerName } = one;
  const issued = `${input.target.name}/issue-leaf/${idPart(leaf)}`;
  return {
    ...stepBase(input, "opsman.leaf-deployed", `leaf-deployed/${idPart(leaf)}`),
    title: `${placeOf(leaf)} shows its new leaf`,
    phase: "switch",
    inputs: {
      guid: leaf.guid,
      reference: leaf.reference,
      notBefore: { $output: { step: issued, name: "notBefore" } },
      notAfter: { $output: { step: issued, name: "notAfter" } },
    },
    after: [],
    assumes: {},
    effects: [{ effect: "present", presenter: leafName(leaf), credential: newLeafOf(leaf, issuerName) }],
    performs: false,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
  };
}

function newLeafOf(
  leaf: ConfigurableFact,
  issuerName: string,
): { readonly id: string; readonly anchors: readonly string[] } {
  return { id: `new leaf of ${leafName(leaf)}`, anchors: [issuerAnchor(issuerName)] };
}

/** That the clients of a configurable leaf trust its issuer is the estate's word. */
export function issuerAnchor(issuerName: string): string {
  return `issuer:${issuerName}`;
}
