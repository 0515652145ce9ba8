import type { Certificate } from "pkijs";
import { extensionIds } from "./extensions.ts";
import { loadPkijs } from "./libraries.ts";
import type { Extension } from "./outline.ts";

const rare: ReadonlySet<string> = new Set([
  extensionIds.nameConstraints,
  extensionIds.certificatePolicies,
  extensionIds.policyMappings,
  extensionIds.policyConstraints,
  extensionIds.inhibitAnyPolicy,
]);

/** OIDs of the critical extensions on names and policies that cannot be read: pkijs is loaded only for such a certificate. */
export async function unreadableCritical(
  der: Uint8Array,
  extensions: readonly Extension[],
): Promise<readonly string[]> {
  const critical = extensions.filter((one) => one.critical && rare.has(one.oid)).map((one) => one.oid);
  if (critical.length === 0) return [];
  const certificate = await openWithPkijs(der);
  return critical.filter((oid) => parsedExtension(certificate, oid) === undefined);
}

/** Reads a certificate with pkijs: 1.5 ms, five times what its outline costs. Throws what pkijs throws. */
export async function openWithPkijs(der: Uint8Array): Promise<Certificate> {
  const { Certificate } = await loadPkijs();
  return Certificate.fromBER(new Uint8Array(der));
}

/** The first extension of this kind; pkijs leaves a mark in values that it could not read, and these count as absent. */
export function parsedExtension<T>(certificate: Certificate, oid: string): T | undefined {
  const value: unknown = certificate.extensions?.find((one) => one.extnID === oid)?.parsedValue;
  if (typeof value !== "object" || value === null) return undefined;
  return "parsingError" in value && value.parsingError !== undefined ? undefined : (value as T);
}
