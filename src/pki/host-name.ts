import { escapeText } from "../messages/escape.ts";
import type { OpenCertificate } from "./parse.ts";
import { type ChainProblem, named, problemWith } from "./problem.ts";

/**
 * True if the certificate is for this DNS name or IP address. A name only in the subject does not count, nor does a
 * wildcard for a part of a label (RFC 9525; node:crypto accepts both by default); an address matches only IP SANs.
 */
export function matchesName({ openssl }: OpenCertificate, name: string): boolean {
  if (isAddress(name)) return openssl.checkIP(name.replace(/^\[|\]$/g, "")) !== undefined;
  const host = name.replace(/\.$/, "");
  // OpenSSL reads a leading dot as "any name below".
  if (host === "" || host.startsWith(".")) return false;
  return openssl.checkHost(host, { subject: "never", partialWildcards: false }) !== undefined;
}

/** An IPv4 or IPv6 address as text, not a DNS name. */
export function isAddress(name: string): boolean {
  return name.includes(":") || /^\d+\.\d+\.\d+\.\d+$/.test(name);
}

export function nameProblems(leaf: OpenCertificate, name: string | undefined): ChainProblem[] {
  if (name === undefined || matchesName(leaf, name)) return [];
  const { facts } = leaf;
  const names = facts.sans.length === 0 ? "has no subject alternative name" : `is for ${facts.sans.join(", ")}`;
  const sentence = `${named(facts)} ${escapeText(names)}, not for ${escapeText(name)}`;
  return [problemWith("WrongName", facts, sentence, { wanted: name, sans: facts.sans })];
}
