/** DER as far as a simulated platform needs it to write certificates without asking anybody (X.690). */

export function tlv(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export function sequence(...content: readonly Uint8Array[]): Buffer {
  return tlv(0x30, Buffer.concat(content));
}

export function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, "hex"));
}

export function octets(content: Uint8Array): Buffer {
  return tlv(0x04, content);
}

export function bits(content: Uint8Array): Buffer {
  return tlv(0x03, Buffer.concat([Buffer.from([0]), content]));
}

export const nul: Buffer = Buffer.from([5, 0]);

/** An instant in milliseconds: GeneralizedTime from 2050 on, UTCTime before (RFC 5280, 4.1.2.5). */
export function time(instant: number): Buffer {
  const digits = `${new Date(instant).toISOString().replaceAll(/[-:T]|\..*/g, "")}Z`;
  return digits < "2050" ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits));
}

/** The bytes of one certificate in PEM. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ""), "base64");
}

/** One certificate as PEM. */
export function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").replaceAll(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
