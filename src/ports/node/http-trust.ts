import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { type ConnectionOptions, createSecureContext, type SecureContext, type TLSSocket } from "node:tls";
import type { TrustAnchors } from "../http.ts";
import { systemAnchors } from "./system-anchors.ts";

/**
 * TLS options under which every handshake ends and `refusal` decides, before a byte of the request is written:
 * a pin can only be compared after the handshake. A certificate in `ca` is an anchor even if it is an intermediate.
 */
export function tlsOptions(
  trust: TrustAnchors,
): Pick<ConnectionOptions, "rejectUnauthorized" | "checkServerIdentity" | "secureContext"> {
  return {
    rejectUnauthorized: false,
    checkServerIdentity: wrongName,
    ...(hasAnchors(trust) ? { secureContext: contextOf(trust) } : {}),
  };
}

/** Why this server is not one that `trust` believes at `now` (ms since the epoch), or undefined if it is. */
export function refusal(socket: TLSSocket, trust: TrustAnchors, now: number): string | undefined {
  if (trust.verify === false) return undefined;
  if (hasAnchors(trust) && socket.authorized) return undefined;
  const leaf = leafOf(socket);
  if (leaf === undefined) return "it showed no certificate";
  const fingerprint = leaf.fingerprint256.replaceAll(":", "").toLowerCase();
  const shown = `it shows the certificate sha256:${fingerprint}`;
  if (trust.pins?.some((pin) => pin === fingerprint)) {
    return isDated(leaf, now)
      ? undefined
      : `${shown}, which is pinned but valid only ${leaf.validFrom} to ${leaf.validTo}`;
  }
  if (!hasAnchors(trust)) return `${shown}, which is not pinned`;
  return `${shown}, which the anchors in \`trust\` do not accept: ${reasonOf(socket)}`;
}

function hasAnchors(trust: TrustAnchors): boolean {
  return trust.ca !== undefined || trust.system === true;
}

function contextOf(trust: TrustAnchors): SecureContext {
  const own = trust.ca === undefined ? [] : [trust.ca];
  const anchors = trust.system === true ? [...own, ...systemAnchors()] : own;
  const options = { ca: anchors, allowPartialTrustChain: true };
  return createSecureContext(options);
}

/** Node.js by itself also believes a name in the subject's CN, and partial wildcards. */
function wrongName(host: string, certificate: { readonly raw: Buffer }): Error | undefined {
  const leaf = new X509Certificate(certificate.raw);
  const match =
    isIP(host) === 0 ? leaf.checkHost(host, { subject: "never", partialWildcards: false }) : leaf.checkIP(host);
  return match === undefined ? new Error(`the certificate is not for ${host}`) : undefined;
}

function leafOf(socket: TLSSocket): X509Certificate | undefined {
  const { raw } = socket.getPeerCertificate();
  return raw === undefined ? undefined : new X509Certificate(raw);
}

/** Both ends are in (RFC 5280, 4.1.2.5); certificates count whole seconds. */
function isDated(leaf: X509Certificate, now: number): boolean {
  const second = Math.floor(now / 1000) * 1000;
  return Date.parse(leaf.validFrom) <= second && second <= Date.parse(leaf.validTo);
}

function reasonOf(socket: TLSSocket): string {
  const error: unknown = socket.authorizationError;
  return error instanceof Error ? error.message : String(error);
}
