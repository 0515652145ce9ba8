import type { Certificate, GeneralName, GeneralSubtree, NameConstraints, RelativeDistinguishedNames } from "pkijs";
import { escapeText } from "../messages/escape.ts";
import { addressOf, extensionIds } from "./extensions.ts";
import type { CertificateFacts, OpenCertificate } from "./parse.ts";
import { type ChainProblem, named, problemWith } from "./problem.ts";
import { openWithPkijs, parsedExtension } from "./rare-extensions.ts";

/** Tags of GeneralName that can be compared. */
const tags = { email: 1, dns: 2, directory: 4, uri: 6, ip: 7 } as const;

/**
 * Name constraints of every CA on the path, the anchor included, against every certificate below it (RFC 5280,
 * 4.2.1.10): each name must lie in a permitted subtree of its kind, if there is one, and in no excluded subtree.
 * pkijs would be content with one permitted name among many, so this is decided here.
 */
export async function nameConstraintProblems(path: readonly OpenCertificate[]): Promise<ChainProblem[]> {
  if (!path.some(({ extensions }) => extensions.some(({ oid }) => oid === extensionIds.nameConstraints))) return [];
  const opened = await Promise.all(path.map(async ({ der, facts }) => ({ facts, asn: await openWithPkijs(der) })));
  return opened.flatMap((issuer, index) => {
    const constraints = parsedExtension<NameConstraints>(issuer.asn, extensionIds.nameConstraints);
    if (constraints === undefined) return [];
    // Self-issued CAs are exempt, the leaf never is.
    const below = opened.slice(0, index).filter((one, at) => at === 0 || one.facts.subject !== one.facts.issuer);
    return below.flatMap((certificate) => problemsOf(certificate, issuer, constraints));
  });
}

/** A certificate with its names as pkijs reads them. */
interface Named {
  readonly facts: CertificateFacts;
  readonly asn: Certificate;
}

/** What pkijs gives for an OCTET STRING. */
interface Octets {
  readonly valueBlock: { readonly valueHexView: Uint8Array };
}

function problemsOf(certificate: Named, issuer: Named, constraints: NameConstraints): ChainProblem[] {
  const permitted = constraints.permittedSubtrees ?? [];
  const excluded = constraints.excludedSubtrees ?? [];
  return namesOf(certificate).flatMap((name) => {
    const ofKind = permitted.filter((tree) => tree.base.type === name.tag);
    const isPermitted = ofKind.length === 0 || ofKind.some((tree) => contains(tree, name) === true);
    const isExcluded = excluded.some((tree) => tree.base.type === name.tag && contains(tree, name) !== false);
    if (isPermitted && !isExcluded) return [];
    const sentence = `${named(issuer.facts)} may not issue for ${escapeText(name.text)}`;
    return [
      problemWith("NameConstraint", certificate.facts, sentence, { name: name.text, issuer: issuer.facts.subject }),
    ];
  });
}

interface ConstrainedName {
  readonly tag: number;
  readonly text: string;
  readonly directory?: RelativeDistinguishedNames;
  readonly address?: Uint8Array;
}

function namesOf({ asn, facts }: Named): ConstrainedName[] {
  const names: ConstrainedName[] = [];
  if (asn.subject.typesAndValues.length > 0) {
    names.push({ tag: tags.directory, text: facts.subject, directory: asn.subject });
  }
  const altNames = parsedExtension<{ readonly altNames: readonly GeneralName[] }>(
    asn,
    extensionIds.subjectAltName,
  )?.altNames;
  for (const name of altNames ?? []) {
    if (name.type === tags.directory) names.push({ tag: name.type, text: "a directory name", directory: name.value });
    else if (name.type === tags.ip) {
      const address = (name.value as Octets).valueBlock.valueHexView;
      names.push({ tag: name.type, text: addressOf(address), address });
    } else names.push({ tag: name.type, text: String(name.value) });
  }
  return names;
}

/** Undefined for a kind of name that cannot be compared here: then it is neither permitted nor spared. */
function contains(tree: GeneralSubtree, name: ConstrainedName): boolean | undefined {
  const base: unknown = tree.base.value;
  if (name.directory !== undefined) return directoryWithin(name.directory, base as RelativeDistinguishedNames);
  if (name.address !== undefined) return addressWithin(name.address, (base as Octets).valueBlock.valueHexView);
  if (name.tag === tags.dns) return domainWithin(name.text, String(base));
  if (name.tag === tags.email) return mailboxWithin(name.text, String(base));
  if (name.tag === tags.uri) return hostWithin(name.text, String(base));
  return undefined;
}

/** `example.com` holds itself and everything below it; `.example.com`, which is not of the RFC, only what is below. */
function domainWithin(name: string, base: string): boolean {
  const [domain, tree] = [name.toLowerCase(), base.toLowerCase()];
  if (tree === "") return true;
  return tree.startsWith(".") ? domain.endsWith(tree) : domain === tree || domain.endsWith(`.${tree}`);
}

/** A mailbox, a host, or with a leading dot every host below. */
function mailboxWithin(mailbox: string, base: string): boolean {
  if (base.includes("@")) return mailbox.toLowerCase() === base.toLowerCase();
  return exactHostWithin(mailbox.slice(mailbox.lastIndexOf("@") + 1), base);
}

function hostWithin(uri: string, base: string): boolean {
  return URL.canParse(uri) && exactHostWithin(new URL(uri).hostname, base);
}

function exactHostWithin(host: string, base: string): boolean {
  const [name, tree] = [host.toLowerCase(), base.toLowerCase()];
  return tree.startsWith(".") ? name.endsWith(tree) : name === tree;
}

function addressWithin(address: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== address.length * 2) return false;
  return address.every((byte, at) => ((byte ^ (base[at] ?? 0)) & (base[at + address.length] ?? 0)) === 0);
}

function directoryWithin(name: RelativeDistinguishedNames, base: RelativeDistinguishedNames): boolean {
  return base.typesAndValues.every((part, at) => name.typesAndValues[at]?.isEqual(part) === true);
}
