/** One element of DER: its first byte, and what it holds. */
export interface DerElement {
  /** Class, constructed bit and number in one byte: 0x30 SEQUENCE, 0x06 OBJECT IDENTIFIER, 0x80 the context's [0]. */
  readonly tag: number;
  readonly value: Uint8Array;
}

export const derTags = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30 } as const;

/**
 * The elements that stand one after another in these bytes. Enough of DER for certificates: tags of one byte, definite
 * lengths. Throws RangeError for anything else, and where an element ends beyond the bytes.
 */
export function readDer(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const { length, from } = lengthAt(bytes, at + 1);
    if ((tag & 0x1f) === 0x1f || from + length > bytes.length) throw new RangeError("not DER");
    elements.push({ tag, value: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return elements;
}

function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly from: number } {
  const first = bytes[at];
  if (first === undefined || first === 0x80 || first > 0x84) throw new RangeError("not DER");
  if (first < 0x80) return { length: first, from: at + 1 };
  let length = 0;
  const from = at + 1 + (first & 0x7f);
  if (from > bytes.length) throw new RangeError("not DER");
  for (const byte of bytes.subarray(at + 1, from)) length = length * 256 + byte;
  return { length, from };
}

/** What the first element holds. Throws RangeError if it has another tag. */
export function valueOf(bytes: Uint8Array, tag: number): Uint8Array {
  const [first] = readDer(bytes);
  if (first?.tag !== tag) throw new RangeError("another element than expected");
  return first.value;
}

/** `1.2.840.113549.1.1.11`. */
export function oidText(value: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join(".");
}
