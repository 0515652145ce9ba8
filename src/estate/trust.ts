import { X509Certificate } from "node:crypto";
import type { Trust } from "../generated/estate.ts";
import { CertplanError } from "../messages/error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Report } from "./target-type.ts";

/** Reads a file of public data; undefined if it is not there. */
export type ReadPublic = (path: string) => Promise<Uint8Array | undefined>;

/** `trust` as TrustAnchors in JSON; the system's CAs if undeclared. Reports InvalidTrust, FileUnreadable, InvalidCaFile. */
export async function readTrust(
  declared: Trust | undefined,
  resolve: (path: string) => string,
  caFiles: CaFiles,
  report: Report,
): Promise<JsonObject> {
  if (declared === undefined) return { system: true };
  if ((declared.system ?? false) || declared.verify === false) {
    if (Object.keys(declared).length > 1) {
      const hint = "one of { caFile }, { pins }, { caFile, pins }, { system: true }, { verify: false }";
      report({ code: "InvalidTrust", path: ["trust"], what: "`system` and `verify` stand alone", hint });
    }
    return declared.verify === false ? { verify: false } : { system: true };
  }
  const ca = declared.caFile === undefined ? undefined : await caOf(declared.caFile, resolve, caFiles, report);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(declared.pins === undefined ? {} : { pins: declared.pins.map(plainPin) }),
  };
}

function plainPin(pin: string): string {
  return pin.slice("sha256:".length).replaceAll(":", "").toLowerCase();
}

async function caOf(
  caFile: string,
  resolve: (path: string) => string,
  caFiles: CaFiles,
  report: Report,
): Promise<string | undefined> {
  try {
    return await caFiles(resolve(caFile));
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    report({
      code: error.code,
      path: ["trust", "caFile"],
      what: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
    return undefined;
  }
}

/** The PEM certificates of a file, in its order, without what stands around them. Throws FileUnreadable, InvalidCaFile (input). */
export type CaFiles = (path: string) => Promise<string>;

/** Each file is read once, however many targets name it. */
export function caFilesOnce(readPublic: ReadPublic): CaFiles {
  const read = new Map<string, Promise<string>>();
  return (path) => {
    const known = read.get(path) ?? readCaFile(path, readPublic);
    read.set(path, known);
    return known;
  };
}

async function readCaFile(path: string, readPublic: ReadPublic): Promise<string> {
  const bytes = await readPublic(path);
  if (bytes === undefined) {
    throw new CertplanError({
      code: "FileUnreadable",
      message: `there is no file ${path}`,
      hint: "paths are relative to the estate file",
    });
  }
  const text = new TextDecoder().decode(bytes);
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw invalidCaFile(path, "holds a private key");
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw invalidCaFile(path, "holds no PEM certificate");
  for (const [index, block] of blocks.entries()) {
    if (!isCertificate(block)) throw invalidCaFile(path, `certificate ${index + 1} cannot be read`);
  }
  return blocks.map((block) => `${block.replaceAll("\r", "")}\n`).join("");
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function invalidCaFile(path: string, what: string): CertplanError {
  return new CertplanError({
    code: "InvalidCaFile",
    message: `${path} ${what}`,
    hint: "it holds certificates and nothing else, each between BEGIN CERTIFICATE and END CERTIFICATE",
  });
}
