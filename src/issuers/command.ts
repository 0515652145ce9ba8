import { assertNever } from "../messages/error.ts";
import type { Issuer } from "../model/target.ts";
import { createCsr } from "../pki/index.ts";
import type { ExecOutcome, KeyPair } from "../ports/index.ts";
import { issuerFailed } from "./failure.ts";
import type { CertificateRequest, IssuerPorts } from "./request.ts";

/** No chain is longer. */
const maxBytes = 1_000_000;

/**
 * Runs the user's program: CSR (PEM) on its standard input, `CERTPLAN_REQUEST_ID` in its environment, chain (PEM, leaf
 * first) on its standard output, exit code 0. What it gave is not judged here.
 * @throws IssuerFailed
 */
export async function askCommand(
  issuer: Extract<Issuer, { type: "command" }>,
  request: CertificateRequest & { readonly key: KeyPair },
  { exec }: Pick<IssuerPorts, "exec">,
): Promise<string> {
  const { subject, sans, usages, key, requestId } = request;
  const outcome = await exec({
    argv: issuer.run,
    environment: { CERTPLAN_REQUEST_ID: requestId },
    stdin: await createCsr({ subject, sans, usages, privateKey: key.privateKeyPem }),
    timeoutMs: issuer.timeoutSeconds * 1000,
    maxBytes,
  });
  if (outcome.outcome === "exited" && outcome.code === 0) return outcome.output;
  throw issuerFailed(request.issuerName, `${issuer.run[0] ?? "no program"} ${told(outcome, issuer.timeoutSeconds)}`);
}

/** Never with what it printed. */
function told(outcome: ExecOutcome, timeoutSeconds: number): string {
  switch (outcome.outcome) {
    case "exited":
      return `ended with exit code ${outcome.code}`;
    case "killed":
      return `was ended by ${outcome.signal}`;
    case "timed-out":
      return `did not end within ${timeoutSeconds} s`;
    case "too-long":
      return `printed more than ${maxBytes} bytes`;
    case "not-started":
      return `could not be started: ${outcome.detail}`;
    default:
      return assertNever(outcome);
  }
}
