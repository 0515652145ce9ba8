import type { Step } from "../model/step.ts";
import type { Credential, TrustWorld } from "../model/trust.ts";
import type { Order } from "./order.ts";

/** One declared effect, or how the world is at the start: `step` undefined, so before the first step. */
interface Occurrence {
  readonly step: string | undefined;
  /** Its step has a gate: once that has passed, the effect is there. */
  readonly gated: boolean;
}

export interface Showing extends Occurrence {
  readonly credential: Credential;
  /** The same for two showings of one credential. */
  readonly key: string;
}

export interface Acceptance extends Occurrence {
  readonly anchor: string;
}

export interface Drop extends Occurrence {
  readonly step: string;
  readonly anchor: string;
}

/** What is accepted and dropped by one verifier, by anchor. */
interface Accepted {
  readonly acceptances: ReadonlyMap<string, readonly Acceptance[]>;
  readonly drops: ReadonlyMap<string, readonly Drop[]>;
}

/** The effects of a plan by the name that they touch, so that an edge looks only at its own. */
export interface EffectIndex {
  readonly showings: ReadonlyMap<string, readonly Showing[]>;
  readonly verifiers: ReadonlyMap<string, Accepted>;
}

export function indexEffects(steps: readonly Step[], world: TrustWorld): EffectIndex {
  const showings = new Map<string, Showing[]>();
  const verifiers = new Map<string, { acceptances: Map<string, Acceptance[]>; drops: Map<string, Drop[]> }>();
  const verifierOf = (name: string): { acceptances: Map<string, Acceptance[]>; drops: Map<string, Drop[]> } => {
    const known = verifiers.get(name) ?? { acceptances: new Map(), drops: new Map() };
    verifiers.set(name, known);
    return known;
  };
  const atStart = { step: undefined, gated: true };
  for (const [presenter, credential] of Object.entries(world.presents))
    add(showings, presenter, { ...atStart, credential, key: keyOf(credential) });
  for (const [verifier, anchors] of Object.entries(world.accepts)) {
    const { acceptances } = verifierOf(verifier);
    for (const anchor of anchors) add(acceptances, anchor, { ...atStart, anchor });
  }
  for (const { id, gate, effects } of steps) {
    const by = { step: id, gated: gate !== undefined };
    for (const effect of effects) {
      if (effect.effect === "present")
        add(showings, effect.presenter, { ...by, credential: effect.credential, key: keyOf(effect.credential) });
      else if (effect.effect === "accept")
        add(verifierOf(effect.verifier).acceptances, effect.anchor, { ...by, anchor: effect.anchor });
      else add(verifierOf(effect.verifier).drops, effect.anchor, { ...by, anchor: effect.anchor });
    }
  }
  return { showings, verifiers };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function keyOf({ id, anchors, notBefore = "", notAfter = "" }: Credential): string {
  return JSON.stringify([id, notBefore, notAfter, ...anchors]);
}

/**
 * Nothing of this effect is still to come once `before` starts: a gate that proves it has passed by then, its own
 * step's or that of a later step which declares the same. `same`: the occurrences that declare the same effect.
 */
export function isOver(
  occurrence: Occurrence & { readonly step: string },
  same: readonly Occurrence[],
  before: string,
  order: Order,
): boolean {
  const { step } = occurrence;
  if (!order.precedes(step, before)) return false;
  if (occurrence.gated) return true;
  return same.some(
    (other) =>
      other.gated && other.step !== undefined && order.precedes(step, other.step) && order.precedes(other.step, before),
  );
}

/**
 * Those that surely replace `shown` once they have passed: proved by their gate, begun when nothing of `shown` was
 * still to come.
 */
export function replacementsOf(shown: Showing, all: readonly Showing[], order: Order): readonly string[] {
  const { step } = shown;
  const others = all.flatMap((other) =>
    other.gated && other.step !== undefined && other.key !== shown.key ? [other.step] : [],
  );
  if (step === undefined) return others;
  const same = all.filter((other) => other.key === shown.key);
  return others.filter((other) => isOver({ step, gated: shown.gated }, same, other, order));
}
