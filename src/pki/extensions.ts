import { type DerElement, derTags, oidText, readDer, valueOf } from "./der.ts";
import type { Extension } from "./outline.ts";

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

/** Reads the extensions that certplan uses; each kind comes from the first of its kind that stands there. */
export function readExtensions(extensions: readonly Extension[]): ExtensionFacts {
  const first = <T>(oid: string, read: (value: Uint8Array) => T): T | undefined => {
    const extension = extensions.find((one) => one.oid === oid);
    return extension === undefined ? undefined : readable(() => read(extension.value));
  };
  const constraints = first(extensionIds.basicConstraints, basicConstraintsOf);
  const keyUsage = first(extensionIds.keyUsage, keyUsageOf);
  const usages = first(extensionIds.extendedKeyUsage, usagesOf);
  const subjectKeyId = first(extensionIds.subjectKeyId, subjectKeyOf);
  const authorityKeyId = first(extensionIds.authorityKeyId, authorityKeyOf);
  return {
    sans: first(extensionIds.subjectAltName, sansOf) ?? [],
    isCa: constraints?.isCa === true,
    hasBasicConstraints: constraints !== undefined,
    ...(constraints?.pathLength === undefined ? {} : { pathLength: constraints.pathLength }),
    ...(keyUsage === undefined ? {} : { keyUsage }),
    ...(usages === undefined ? {} : { usages }),
    ...(subjectKeyId === undefined ? {} : { subjectKeyId }),
    ...(authorityKeyId === undefined ? {} : { authorityKeyId }),
    unknownCritical: extensions.filter((one) => one.critical && !isUnderstood(one)).map((one) => one.oid),
  };
}

const readers: Readonly<Record<string, (value: Uint8Array) => unknown>> = {
  [extensionIds.subjectKeyId]: subjectKeyOf,
  [extensionIds.keyUsage]: keyUsageOf,
  [extensionIds.subjectAltName]: sansOf,
  [extensionIds.basicConstraints]: basicConstraintsOf,
  [extensionIds.authorityKeyId]: authorityKeyOf,
  [extensionIds.extendedKeyUsage]: usagesOf,
};

/** Those without a reader here (names and policies) are read by pkijs, where a path has them. */
function isUnderstood({ oid, value }: Extension): boolean {
  if (!understood.has(oid)) return false;
  const read = readers[oid];
  return read === undefined || readable(() => [read(value)]) !== undefined;
}

/** Undefined where the bytes are not what they should be: the extension then counts as absent. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function basicConstraintsOf(value: Uint8Array): { readonly isCa: boolean; readonly pathLength?: number } {
  const parts = readDer(valueOf(value, derTags.sequence));
  const isCa = (parts.find(({ tag }) => tag === derTags.boolean)?.value[0] ?? 0) !== 0;
  const length = parts.find(({ tag }) => tag === derTags.integer)?.value;
  return length === undefined ? { isCa } : { isCa, pathLength: smallNumber(length) };
}

/** 0, the strictest, for numbers that no chain is long enough for, and for negative ones. */
function smallNumber(value: Uint8Array): number {
  if (value.length > 3 || ((value[0] ?? 0) & 0x80) !== 0) return 0;
  return value.reduce((number, byte) => number * 256 + byte, 0);
}

function keyUsageOf(value: Uint8Array): readonly KeyUsage[] {
  const bytes = valueOf(value, derTags.bits).subarray(1);
  return keyUsages.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function usagesOf(value: Uint8Array): readonly string[] {
  return readDer(valueOf(value, derTags.sequence)).map((one) => oidText(one.value));
}

function subjectKeyOf(value: Uint8Array): string {
  return hex(valueOf(value, derTags.octets));
}

function authorityKeyOf(value: Uint8Array): string | undefined {
  const key = readDer(valueOf(value, derTags.sequence)).find(({ tag }) => tag === 0x80);
  return key === undefined ? undefined : hex(key.value);
}

function sansOf(value: Uint8Array): readonly string[] {
  return readDer(valueOf(value, derTags.sequence)).map(sanOf);
}

function sanOf({ tag, value }: DerElement): string {
  const type = tag & 0x1f;
  if (type === 1) return `email:${text(value)}`;
  if (type === 2) return `DNS:${text(value)}`;
  if (type === 6) return `URI:${text(value)}`;
  if (type === 7) return `IP:${addressOf(value)}`;
  return `other:${type}`;
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString("latin1");
}

/** IPv4 in dots, IPv6 in its shortest form; hex for any other length. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return hex(bytes);
  const groups = hex(bytes).match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
