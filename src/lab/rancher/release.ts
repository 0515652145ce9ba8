import type { RancherState } from "./state.ts";

/** Whether the simulated release is this one or later: `atLeast(state, 2, 8, 8)`. */
export function atLeast({ settings }: Pick<RancherState, "settings">, ...wanted: readonly number[]): boolean {
  const has = (/^v?(\d+)\.(\d+)\.(\d+)/.exec(settings.version) ?? []).slice(1).map(Number);
  for (const [index, number] of wanted.entries()) {
    const own = has[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/** How `rotateCertificates` is answered. Source: reference, section 1, version matrix. */
export function actionOf(state: RancherState): "absent" | "without-input" | "with-input" | "handler-removed" {
  if (atLeast(state, 2, 15)) return "absent";
  if (atLeast(state, 2, 12)) return "handler-removed";
  if (atLeast(state, 2, 2)) return "with-input";
  return atLeast(state, 2, 1, 9) || (atLeast(state, 2, 0, 14) && !atLeast(state, 2, 1)) ? "without-input" : "absent";
}

/** etcd, then control plane, then workers; before that the order was arbitrary (rancher/rancher#46034). */
export function hasNodeOrder(state: RancherState): boolean {
  if (atLeast(state, 2, 10)) return true;
  return atLeast(state, 2, 9) ? atLeast(state, 2, 9, 2) : atLeast(state, 2, 8, 8);
}
