import type { RecipeInput } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { parseCertificate } from "../../pki/index.ts";
import { iso, parseInstant, skewMs } from "../../time/instant.ts";
import type { CaFact, UploadFact } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";

/** What `issuer` names, if that is not the platform. Throws CertificateUnreadable. */
export async function uploadOf({ options, issuers }: Target): Promise<UploadFact | undefined> {
  const { issuer = "platform" } = options as OpsmanOptions;
  const declared = issuers?.[issuer];
  if (issuer === "platform" || declared?.type !== "files") return undefined;
  const facts = await parseCertificate(declared.certificatePem);
  return {
    issuer,
    pem: declared.certificatePem,
    fingerprint: facts.fingerprint,
    subject: facts.subject,
    isCa: facts.isCa,
    keyType: facts.key.type,
    keySize: facts.key.size ?? null,
    notBefore: iso(facts.notBefore),
    notAfter: iso(facts.notAfter),
  };
}

/** Why this certificate cannot be the next root, a sentence for each cause; empty where it can. */
export function uploadFaults(
  upload: UploadFact,
  cas: readonly CaFact[],
  { now, target }: Pick<RecipeInput, "now" | "target">,
): readonly string[] {
  const { policy } = target;
  const from = parseInstant(upload.notBefore);
  const until = parseInstant(upload.notAfter);
  const { renewBefore } = policy;
  const window =
    renewBefore === undefined
      ? 0
      : "milliseconds" in renewBefore
        ? renewBefore.milliseconds
        : renewBefore.fraction * (until - from);
  const rsa = policy.minimumKey?.rsa;
  return [
    ...(upload.isCa ? [] : ["it is no CA"]),
    ...(upload.keyType === "rsa" ? [] : [`its key is of type ${upload.keyType}, and Ops Manager supports RSA only`]),
    ...(rsa === undefined || upload.keySize === null || upload.keySize >= rsa
      ? []
      : [`its key has ${upload.keySize} bits, and policy ${policy.name} demands ${rsa}`]),
    ...(until <= now ? [`it has ended ${upload.notAfter}`] : []),
    ...(from + skewMs > now ? [`it begins only ${upload.notBefore}`] : []),
    ...(until > now && until - now <= window
      ? [`it ends ${upload.notAfter}, so by policy ${policy.name} it would be due at once`]
      : []),
    ...(cas.some(({ fingerprint }) => fingerprint === upload.fingerprint) ? ["it is the root already"] : []),
  ];
}
