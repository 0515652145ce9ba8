import type { Slot } from "../../model/slot.ts";
import { isConfigurableSlot } from "./configurable.ts";

/**
 * Leaves that regenerate leaves alone: they have a procedure of their own, or only the vendor replaces them. They are
 * observed, and an end that comes near is a finding. Source: reference/opsman, section 1 (services TLS, service instances,
 * SAML, telemetry), and section 3 (whatever CredHub holds where TKGI is installed).
 */
const patterns: readonly RegExp[] = [
  /^tkgi:/,
  /^credhub:\/services\/tls_(ca|leaf)$/,
  /^credhub:\/p-bosh\/service-instance_[^/]+\/(pxc_.*|tls_certificate|redis_certificate)$/,
  /:\.properties\.saml_service_provider_cert$/,
  /:\.uaa\.service_provider_key_credentials$/,
  /\/telemetry-ca-cert$/,
];

/** True for the slot of such a leaf, by its name. */
export function hasOwnProcedure(slotName: string): boolean {
  return patterns.some((pattern) => pattern.test(slotName));
}

/** The leaves that regenerate makes anew. */
export function regeneratedLeaves(slots: readonly Slot[]): readonly Slot[] {
  return slots.filter(
    ({ name, class: slotClass }) => slotClass === "leaf" && !hasOwnProcedure(name) && !isConfigurableSlot(name),
  );
}
