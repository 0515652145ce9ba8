import { issueCertificate, keyOfCertificate, problemsOf, type Usage } from "../issuers/index.ts";
import type { Act, GateReading, StepKind } from "../model/provider.ts";
import type { Outputs } from "../model/step.ts";
import type { Issuer } from "../model/target.ts";
import { parseCertificate, spkiOf } from "../pki/index.ts";
import type { KeyType, Secret } from "../ports/index.ts";
import { iso, skewMs } from "../time/instant.ts";

/** The inputs of a step of this kind; a JSON value. */
export interface IssueLeafInputs {
  readonly issuerName: string;
  readonly issuer: Issuer;
  readonly keyType: KeyType;
  /** RFC 4514 text. */
  readonly subject: string;
  /** `DNS:name` or `IP:address`. */
  readonly sans: readonly string[];
  readonly usages: readonly Usage[];
  readonly lifetimeSeconds?: number;
}

/** `certplan.issue-leaf` */
export const issueLeafKind: StepKind = {
  version: 1,
  explain:
    "Makes a private key, which stays in keys/, and has the issuer certify it. A repeat finds the same key and asks with the same request id, so that an issuer can answer with the same certificate. Nothing of the platform is touched; the gate judges chain, key, names and dates, and waits until the certificate's begin is five minutes past.",
  perform: async (act) => {
    const { issuer, lifetimeSeconds, ...wanted } = inputsOf(act);
    const lifetime = lifetimeSeconds === undefined ? {} : { lifetimeMs: lifetimeSeconds * 1000 };
    const request = { ...wanted, ...lifetime, requestId: `${act.run}/${act.step.id}`, keyName: act.step.id };
    const { session, files, keys } = act;
    const { clock, secrets } = session;
    return outputsOf(
      await issueCertificate(issuer, request, { clock, secrets, files, keys, exec: (program) => act.exec(program) }),
    );
  },
  probe: async () => ({
    outcome: "unknown",
    sentence: "an issuer cannot be asked what it issued; it is asked again for the same key, with the same request id",
  }),
  gate: judgeLeaf,
};

/**
 * The private key (PEM) of the leaf that an earlier step of this kind got, for the step that installs it.
 * `certificate` is that step's output.
 * @throws KeyMismatch (input) if it is not there or not of this certificate; SecretUnresolved (input).
 */
export async function keyOfLeaf(
  act: Act,
  leaf: { readonly issuer: Issuer; readonly step: string; readonly certificate: string },
): Promise<Secret> {
  const { keys, session } = act;
  const of = { keyName: leaf.step, certificatePem: leaf.certificate };
  return keyOfCertificate(leaf.issuer, of, { keys, secrets: session.secrets });
}

function inputsOf(act: Act): IssueLeafInputs {
  return act.inputs as unknown as IssueLeafInputs;
}

async function outputsOf(certificate: string): Promise<Outputs> {
  const { fingerprint, notBefore, notAfter } = await parseCertificate(certificate);
  return { certificate, fingerprint, key: spkiOf(certificate), notBefore: iso(notBefore), notAfter: iso(notAfter) };
}

async function judgeLeaf(act: Act): Promise<GateReading> {
  const { certificate, fingerprint, key } = act.outputs;
  if (typeof certificate !== "string" || typeof key !== "string")
    return { gate: "violated", sentence: "the certificate is not known", evidence: {} };
  const now = act.session.clock.now();
  const problems = await problemsOf(certificate, { ...inputsOf(act), spki: key }, now);
  const evidence = { fingerprint: fingerprint ?? null, key };
  if (problems.length > 0) return { gate: "violated", sentence: problems.join("; "), evidence };
  const { subject, notBefore, notAfter } = await parseCertificate(certificate);
  if (notBefore + skewMs > now)
    return { gate: "waiting", sentence: `valid from ${iso(notBefore)}: clocks may differ by five minutes` };
  return { gate: "passed", sentence: `${subject}, until ${iso(notAfter)}`, evidence };
}
