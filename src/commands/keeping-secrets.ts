import type { HttpReply, HttpRequest, Ports } from "../ports/index.ts";

/**
 * Servers repeat what they were sent in the text of an error, which is shown and journalled: in every reply that is not
 * a success, each secret that was resolved here, and what the request itself carried as authorization, is `<secret>`,
 * in any of the forms in which it may come back. A success is left as it is: nothing in it is shown as an error.
 */
export function keepingSecrets({ http, secrets }: Pick<Ports, "http" | "secrets">): Pick<Ports, "http" | "secrets"> {
  const resolved = new Set<string>();
  return {
    secrets: {
      resolve: async (reference) => {
        const secret = await secrets.resolve(reference);
        resolved.add(secret.reveal());
        return secret;
      },
    },
    http: {
      request: async (request) => {
        const reply = await http.request(request);
        return isSuccess(reply) ? reply : { ...reply, body: without(reply.body, [...resolved, ...carriedBy(request)]) };
      },
    },
  };
}

function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status < 300;
}

/**
 * The credential behind the scheme of an `authorization` header, its secret half alone where it is `name:secret`, and
 * private keys in a JSON body.
 */
function carriedBy({ headers, body = "" }: HttpRequest): readonly string[] {
  const credential = headers["authorization"]?.split(" ").at(-1);
  const keys = body.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*/g) ?? [];
  const half = credential?.split(":").slice(1).join(":") ?? "";
  return [...(credential === undefined ? [] : [credential]), half, ...keys.map((key) => key.replaceAll("\\n", "\n"))];
}

/** An error of more than this says nothing to a person, and is left out whole. */
const longestError = 1_000_000;

function without(text: string, secrets: readonly string[]): string {
  if (text.length > longestError) return "";
  const forms = new Set(secrets.flatMap(formsOf));
  let left = text;
  for (const form of [...forms].toSorted((one, other) => other.length - one.length)) {
    if (form !== "") left = left.replaceAll(form, "<secret>");
  }
  return left;
}

function formsOf(secret: string): readonly string[] {
  if (!secret.includes("PRIVATE KEY-----")) return textForms(secret);
  // a server may show part of a key, or its bytes
  const lines = secret.split(/\s+/).filter((line) => line.length >= 32 && !line.includes("-----"));
  const base64 = secret.replaceAll(/-----[^-]*-----|\s/g, "");
  const hex = Buffer.from(base64, "base64").toString("hex");
  return [...textForms(secret), ...textForms(secret.trim()), ...lines, base64, hex, hex.toUpperCase()];
}

function textForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const hex = bytes.toString("hex");
  const url = encodeURIComponent(secret);
  const html = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  const forms = [
    secret,
    url,
    url.replaceAll("%20", "+"),
    new URLSearchParams({ "": secret }).toString().slice(1),
    html,
  ];
  const json = [forms, forms.map(inJson), forms.map(inJson).map(inJson)].flat();
  return [...json, ...json.map(inJson), ...base64Forms(bytes), hex, hex.toUpperCase()];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Wherever the bytes begin in what was encoded: without the characters that they share with what is around them. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((lead) => {
    const text = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const own = text.slice(lead === 0 ? 0 : lead + 1, (lead + bytes.length) % 3 === 0 ? undefined : -1);
    return own.length < shortestBase64 ? [] : [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** What is shorter could be anything. */
const shortestBase64 = 4;
