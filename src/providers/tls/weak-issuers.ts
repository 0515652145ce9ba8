import { escapeText } from "../../messages/escape.ts";
import type { Finding } from "../../model/plan.ts";
import type { Policy } from "../../model/policy.ts";
import type { CertificateFacts } from "../../pki/index.ts";
import type { Sighting } from "./sighting.ts";

/**
 * CA certificates of a served chain that break the policy's rules on hash and key: as bad as such a leaf, and no slot
 * of their own. The hash of a root's own signature does not matter.
 */
export function weakIssuerFindings({ chain, endpoint }: Sighting, policy: Policy): readonly Finding[] {
  return chain.slice(1).flatMap((issuer) => {
    if (issuer === undefined) return [];
    const weaknesses = [hashWeakness(issuer, policy), keyWeakness(issuer, policy)].filter((one) => one !== undefined);
    return weaknesses.map((weakness) => ({
      code: "WeakIssuer",
      sentence: `${escapeText(issuer.subject)} in the chain ${weakness}`,
      evidence: {
        subject: issuer.subject,
        fingerprint: issuer.fingerprint,
        signature: issuer.signature,
        key: { ...issuer.key },
      },
      about: endpoint.slot,
    }));
  });
}

function hashWeakness({ subject, issuer, signature }: CertificateFacts, policy: Policy): string | undefined {
  if (policy.signatureHash === undefined || subject === issuer || signature === "none") return undefined;
  return policy.signatureHash.includes(signature) ? undefined : `is signed with ${signature}`;
}

function keyWeakness({ key }: CertificateFacts, policy: Policy): string | undefined {
  const { type, size } = key;
  const minimum = type === "rsa" || type === "ec" ? policy.minimumKey?.[type] : undefined;
  if (minimum === undefined || size === undefined || size >= minimum) return undefined;
  return `has a key of ${type} ${size}`;
}
