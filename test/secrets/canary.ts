import { createPrivateKey } from "node:crypto";

/** A secret that must not turn up anywhere, under a name for the report. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/**
 * Every form in which a text may come back: as it is, in base64 at each of its three alignments, base64url, hex, escaped
 * for URLs, forms, JSON (once and twice) and HTML. Of a private key also its DER bytes, its lines, and its secret numbers.
 * Shares no code with what takes secrets out of replies.
 */
export function formsOf({ value }: Canary): readonly Buffer[] {
  const texts = [value, ...keyTexts(value)];
  const bytes = [...texts.map((text) => Buffer.from(text, "utf8")), ...keyBytes(value)];
  const written = bytes.flatMap((one) => [...aligned(one), one.toString("hex"), one.toString("hex").toUpperCase()]);
  const escaped = texts.flatMap((text) => {
    const json = JSON.stringify(text).slice(1, -1);
    const html = text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;");
    return [
      json,
      JSON.stringify(json).slice(1, -1),
      encodeURIComponent(text),
      encodeURIComponent(text).replaceAll("%20", "+"),
      html,
    ];
  });
  const found = new Map(
    [...bytes, ...[...written, ...escaped].map((text) => Buffer.from(text))].map((one) => [
      one.toString("latin1"),
      one,
    ]),
  );
  return [...found.values()].filter((one) => one.length >= 8);
}

/** What of the base64 of these bytes is the same wherever in a longer text they begin. */
function aligned(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((lead) => {
    const text = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const sure = text.slice(lead === 0 ? 0 : lead + 1, (bytes.length + lead) % 3 === 0 ? undefined : -1);
    return [sure, sure.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

const isKey = (value: string): boolean => value.includes("PRIVATE KEY-----");

/** The lines of a PEM that hold something private: the modulus of an RSA key ends in the seventh, and is in its certificate. */
function keyTexts(value: string): readonly string[] {
  if (!isKey(value)) return [];
  const lines = value.split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
  const own = lines.length > 7 ? lines.slice(7) : lines.slice(0, 2);
  return [...own.filter((line) => line.length >= 32), lines.join("")];
}

/** DER as PKCS#8 and, of RSA, PKCS#1; and the private numbers. */
function keyBytes(value: string): readonly Buffer[] {
  if (!isKey(value)) return [];
  const key = createPrivateKey(value);
  const { d = "", p = "" } = key.export({ format: "jwk" }) as { d?: string; p?: string };
  const pkcs1 = key.asymmetricKeyType === "rsa" ? [key.export({ type: "pkcs1", format: "der" })] : [];
  return [
    key.export({ type: "pkcs8", format: "der" }),
    ...pkcs1,
    Buffer.from(d, "base64url"),
    Buffer.from(p, "base64url"),
  ];
}

/** Which canaries stand in which of these texts or files: `canary in place`. */
export function hits(
  canaries: readonly Canary[],
  places: Readonly<Record<string, string | Uint8Array>>,
): readonly string[] {
  const wanted = canaries.map((canary) => ({ name: canary.name, forms: formsOf(canary) }));
  return Object.entries(places).flatMap(([place, content]) => {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
    return wanted
      .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
      .map(({ name }) => `${name} in ${place}`);
  });
}
