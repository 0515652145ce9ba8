import type { Finding } from "../model/plan.ts";
import type { Capabilities } from "../model/provider.ts";
import type { Target } from "../model/target.ts";
import { placeOf } from "./place.ts";

/** ConsumersUnknown: the platform cannot show who outside it trusts what may be rotated, and the estate does not say. */
export function unknownConsumers(target: Target, { outsiders = {} }: Capabilities): readonly Finding[] {
  if (target.consumers !== undefined) return [];
  const trusted = [...new Set(target.rotate.flatMap((what) => outsiders[what] ?? []))];
  if (trusted.length === 0) return [];
  const sentence = `who trusts ${trusted.join(", ")} outside the platform is not said: ${placeOf(target, "")}: list them under consumers, or write consumers: [] if there is nobody`;
  return [{ code: "ConsumersUnknown", sentence, evidence: { trusted } }];
}
