import type { Reason } from "../../model/plan.ts";
import type { RecipeInput } from "../../model/provider.ts";
import { isEtcdKey, keysOf, kubeCa } from "./expiry.ts";
import type { RancherOptions } from "./options.ts";
import type { ActionFacts } from "./rancher-facts.ts";
import { actionOf } from "./release.ts";

/** One request of the action, as a run sends it. */
export interface Wish {
  readonly ca: boolean;
  /** One service, or empty for all. */
  readonly service: string;
  /** Keys of the listing whose dates it moves. */
  readonly keys: readonly string[];
  readonly body: { readonly caCertificates: boolean; readonly services: string } | Readonly<Record<string, never>>;
}

/**
 * The smallest request that cures every reason: etcd alone where nothing else is due, else what the estate names; the CA
 * only where a reason is about it, or people ask for all that may be rotated.
 */
export function wishOf({ reasons, target }: RecipeInput, facts: ActionFacts): Wish {
  const { services } = target.options as unknown as RancherOptions;
  if (target.rotate.includes("ca") && reasons.some((reason) => isAboutCa(reason) || reason.code === "Requested")) {
    const body = { caCertificates: true, services: "" };
    return { ca: true, service: "", keys: Object.keys(facts.expirations), body };
  }
  const service =
    services === "all" && actionOf(facts.version) !== "all" && reasons.every(isAboutEtcd) ? "etcd" : services;
  return requestFor(service, facts);
}

/** A request for one service, or for all. */
export function requestFor(
  service: string,
  { expirations, version }: Pick<ActionFacts, "expirations" | "version">,
): Wish {
  const keys = keysOf(service, Object.keys(expirations));
  const services = service === "all" ? "" : service;
  const body = actionOf(version) === "all" ? {} : { caCertificates: false, services };
  return { ca: false, service: services, keys, body };
}

function isAboutCa({ evidence: { slot } }: Reason): boolean {
  return slot === kubeCa;
}

function isAboutEtcd({ code, evidence: { slot } }: Reason): boolean {
  return code === "RancherEtcdStale" || (typeof slot === "string" && isEtcdKey(slot));
}
