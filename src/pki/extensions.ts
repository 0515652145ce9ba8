import type { AltName, AuthorityKeyIdentifier, BasicConstraints, Certificate, ExtKeyUsage, GeneralName } from "pkijs";

/** What pkijs gives for OCTET STRING and BIT STRING. */
export interface Octets {
  readonly valueBlock: { readonly valueHexView: Uint8Array };
}

/** Purposes of RFC 5280, 4.2.1.3, in the order of their bits. */
const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;
type KeyUsage = (typeof keyUsages)[number];

/** What the extensions say. Absent where the certificate has no such extension. */
export interface ExtensionFacts {
  /** `DNS:name`, `IP:address` (IPv6 in its shortest form), also `email:`, `URI:`, `other:`; in the certificate's order. */
  readonly sans: readonly string[];
  /** CA:TRUE in basic constraints. */
  readonly isCa: boolean;
  readonly hasBasicConstraints: boolean;
  readonly pathLength?: number;
  readonly keyUsage?: readonly KeyUsage[];
  /** Extended key usage, OIDs. */
  readonly usages?: readonly string[];
  /** Lower-case hex. */
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
  /** OIDs of critical extensions that certplan does not understand, or cannot read: RFC 5280 then demands refusal. */
  readonly unknownCritical: readonly string[];
}

export const extensionIds = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  certificatePolicies: "2.5.29.32",
  policyMappings: "2.5.29.33",
  authorityKeyId: "2.5.29.35",
  policyConstraints: "2.5.29.36",
  extendedKeyUsage: "2.5.29.37",
  inhibitAnyPolicy: "2.5.29.54",
} as const;

const understood: ReadonlySet<string> = new Set(Object.values(extensionIds));

/** Reads the extensions that certplan uses; each kind comes from the first of its kind. */
export function readExtensions(certificate: Certificate): ExtensionFacts {
  const constraints = valueOf<BasicConstraints>(certificate, extensionIds.basicConstraints);
  const usage = valueOf<Octets>(certificate, extensionIds.keyUsage);
  const extended = valueOf<ExtKeyUsage>(certificate, extensionIds.extendedKeyUsage);
  const subjectKey = valueOf<Octets>(certificate, extensionIds.subjectKeyId);
  const authorityKey = valueOf<AuthorityKeyIdentifier>(certificate, extensionIds.authorityKeyId)?.keyIdentifier;
  const pathLength = constraints?.pathLenConstraint;
  return {
    sans: (valueOf<AltName>(certificate, extensionIds.subjectAltName)?.altNames ?? []).map(sanOf),
    isCa: constraints?.cA === true,
    hasBasicConstraints: constraints !== undefined,
    ...(pathLength === undefined ? {} : { pathLength: typeof pathLength === "number" ? pathLength : 0 }),
    ...(usage === undefined ? {} : { keyUsage: keyUsageOf(usage) }),
    ...(extended === undefined ? {} : { usages: extended.keyPurposes }),
    ...(subjectKey === undefined ? {} : { subjectKeyId: hex(subjectKey) }),
    ...(authorityKey === undefined ? {} : { authorityKeyId: hex(authorityKey) }),
    unknownCritical: (certificate.extensions ?? [])
      .filter((one) => one.critical && (!understood.has(one.extnID) || !isReadable(one.parsedValue)))
      .map((one) => one.extnID),
  };
}

/** The parsed value of an extension; pkijs leaves a mark in values that it could not read, and these count as absent. */
export function valueOf<T>(certificate: Certificate, oid: string): T | undefined {
  const value: unknown = certificate.extensions?.find((one) => one.extnID === oid)?.parsedValue;
  return isReadable(value) ? (value as T) : undefined;
}

function isReadable(value: unknown): boolean {
  return typeof value === "object" && value !== null && !("parsingError" in value && value.parsingError !== undefined);
}

function sanOf(name: GeneralName): string {
  const value: unknown = name.value;
  if (name.type === 1) return `email:${String(value)}`;
  if (name.type === 2) return `DNS:${String(value)}`;
  if (name.type === 6) return `URI:${String(value)}`;
  if (name.type === 7) return `IP:${addressOf((value as Octets).valueBlock.valueHexView)}`;
  return `other:${name.type}`;
}

/** IPv4 in dots, IPv6 in its shortest form; hex for any other length. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return Buffer.from(bytes).toString("hex");
  const groups = Buffer.from(bytes).toString("hex").match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

function keyUsageOf(usage: Octets): readonly KeyUsage[] {
  const bytes = usage.valueBlock.valueHexView;
  return keyUsages.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function hex(octets: Octets): string {
  return Buffer.from(octets.valueBlock.valueHexView).toString("hex");
}
