import type { Policy } from "../model/policy.ts";
import type { SlotClass } from "../model/slot.ts";

const dayMs = 86_400_000;

/** Before every date: the first instant that a Date can hold. */
export const beginningOfTime = -8_640_000_000_000_000;

/** Classes that a lifetime rule is for unless a pack says otherwise: CAs live long by purpose. */
export const lifetimeClasses: readonly SlotClass[] = ["leaf", "client"];

export const defaultFinishBeforeMs: number = 14 * dayMs;

/**
 * What holds where the estate names no policy, and what `extends` may name beside declared ones.
 * `cabforum`: the lifetimes of publicly trusted TLS leaves by date of issue (CA/Browser Forum, ballot SC-081), nothing else.
 */
export const builtInPolicies: readonly Policy[] = [
  {
    name: "default",
    renewBefore: { milliseconds: 30 * dayMs },
    finishBeforeMs: defaultFinishBeforeMs,
    signatureHash: ["sha256", "sha384", "sha512"],
    minimumKey: { rsa: 2048, ec: 256, ed25519: "any" },
    lifetimeClasses,
  },
  {
    name: "cabforum",
    finishBeforeMs: defaultFinishBeforeMs,
    maximumLifetime: [
      { from: beginningOfTime, maximumMs: 398 * dayMs },
      { from: Date.UTC(2026, 2, 15), maximumMs: 200 * dayMs },
      { from: Date.UTC(2027, 2, 15), maximumMs: 100 * dayMs },
      { from: Date.UTC(2029, 2, 15), maximumMs: 47 * dayMs },
    ],
    lifetimeClasses: ["leaf"],
  },
];
