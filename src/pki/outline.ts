import { type DerElement, derTags, oidText, readDer, valueOf } from "./der.ts";

/** An extension as it stands in a certificate; `value` is what its OCTET STRING holds. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The parts of a certificate that node:crypto does not show. */
export interface Outline {
  readonly signatureAlgorithm: { readonly oid: string; readonly parameters: DerElement | undefined };
  readonly extensions: readonly Extension[];
}

/** Takes a certificate apart (RFC 5280, 4.1). Throws RangeError for what has not its shape. */
export function outlineOf(der: Uint8Array): Outline {
  const [toBeSigned, algorithm] = readDer(valueOf(der, derTags.sequence));
  if (toBeSigned?.tag !== derTags.sequence || algorithm?.tag !== derTags.sequence)
    throw new RangeError("no certificate");
  const [oid, parameters] = readDer(algorithm.value);
  if (oid?.tag !== derTags.oid) throw new RangeError("no algorithm");
  const extensions = readDer(toBeSigned.value).find(({ tag }) => tag === 0xa3);
  return {
    signatureAlgorithm: { oid: oidText(oid.value), parameters },
    extensions: extensions === undefined ? [] : readDer(valueOf(extensions.value, derTags.sequence)).map(extensionOf),
  };
}

function extensionOf({ value }: DerElement): Extension {
  const [oid, ...rest] = readDer(value);
  const octets = rest.at(-1);
  if (oid?.tag !== derTags.oid || octets?.tag !== derTags.octets) throw new RangeError("no extension");
  const critical = rest.find(({ tag }) => tag === derTags.boolean)?.value[0] ?? 0;
  return { oid: oidText(oid.value), critical: critical !== 0, value: octets.value };
}
