import { type IssuerCredential, issueCertificate } from "../../src/pki/index.ts";
import { loadX509 } from "../../src/pki/libraries.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";

const dayMs = 86_400_000;

/** What it has issued: chain by request id. */
type Issued = Readonly<Record<string, string>>;

/** What differs from an honest signer. */
export interface Deviation {
  readonly takesMs?: number;
  readonly sans?: readonly string[];
  /** From the instant of signing, in milliseconds. */
  readonly beginsInMs?: number;
  readonly endsInMs?: number;
  readonly ca?: { readonly pathLength?: number };
  /** Certifies this key instead of the applicant's. */
  readonly publicKey?: string;
  /** Makes something else of the chain. */
  readonly chain?: (leaf: string, ca: string) => string;
}

/** An issuer's program: answers a repeated request id with the certificate that it gave before. */
export function signingProgram(issuer: IssuerCredential, deviation: Deviation = {}): SimProgram {
  return {
    takesMs: deviation.takesMs ?? 2000,
    memory: {},
    run: async ({ stdin, environment, now }, memory) => {
      const known = memory as Issued;
      const id = environment["CERTPLAN_REQUEST_ID"] ?? "";
      const output =
        known[id] ?? (await signed(stdin, issuer, { now, deviation, number: Object.keys(known).length + 1 }));
      return { output, code: 0, memory: { ...known, [id]: output } };
    },
    canonical: (memory) => Object.keys(memory as Issued).length,
  };
}

async function signed(
  csrPem: string,
  issuer: IssuerCredential,
  by: { readonly now: number; readonly deviation: Deviation; readonly number: number },
): Promise<string> {
  const x509 = await loadX509();
  const csr = new x509.Pkcs10CertificateRequest(csrPem);
  const asked = csr.extensions.flatMap((one) =>
    one instanceof x509.SubjectAlternativeNameExtension ? one.names.items : [],
  );
  const { deviation, now, number } = by;
  const leaf = await issueCertificate({
    subject: csr.subject,
    sans: deviation.sans ?? asked.map(({ type, value }) => `${type.toUpperCase()}:${value}`),
    usages: ["serverAuth"],
    publicKey: deviation.publicKey ?? csr.publicKey.toString("pem"),
    issuer,
    serialNumber: (1000 + number).toString(16),
    notBefore: now + (deviation.beginsInMs ?? -dayMs),
    notAfter: now + (deviation.endsInMs ?? 90 * dayMs),
    ...(deviation.ca === undefined ? {} : { ca: deviation.ca }),
  });
  const chain = deviation.chain ?? ((own: string, ca: string) => own + ca);
  return chain(leaf, issuer.certificate);
}
