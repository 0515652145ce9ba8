/** What the findings and drift lines of a `tls` target mean, for `certplan explain CODE`. */
export const tlsCodes: Readonly<Record<string, string>> = {
  // why a chain does not verify
  NothingSent: "The endpoint ended the handshake without a certificate. Look at what it is configured to serve.",
  Unreadable:
    "The leaf that was sent cannot be read as a certificate. Look at what the endpoint is configured to serve.",
  PinMismatch:
    "The leaf is not one of those that `trust: { pins }` names. If it was renewed on purpose, pin the new one; if not, find out who answers there.",
  SelfSigned:
    "The leaf is signed by its own key and is not itself trusted. If it is the right one, pin it: `trust: { pins: [sha256:…] }`.",
  UnknownIssuer:
    "No path leads from the leaf to a CA that `trust` names: the issuer is neither trusted nor among what was sent. Let the server send its intermediates, or name its root in `trust: { caFile }`.",
  MissingIntermediate:
    "The server leaves out a CA certificate between leaf and root. Some clients find it by themselves, most refuse. Let the server send its whole chain but the root.",
  BadSignature: "A signature of the chain was not made by the key of the certificate that names itself as its signer.",
  Expired:
    "A certificate on the path to the trusted CA has ended: the leaf, or a CA above it. The sentence says which. Renew it where it is issued and let the server load it.",
  NotYetValid: "A certificate on the path is valid only later. If it should be valid by now, compare the clocks.",
  WrongName:
    "The leaf is not for the name that clients ask for: `serverName`, or the host of `address`. Only subject alternative names count. Issue the leaf for that name, or set `serverName` to the name that clients use.",
  NotACa: "A certificate signed another one and is no CA, or its key usage does not let it sign certificates.",
  PathLength: "There are more CAs between a CA and the leaf than that CA allows.",
  WrongUsage: "A certificate's usages do not allow a TLS server.",
  NameConstraint: "A CA on the path may not issue for a name that stands below it.",
  UnknownCriticalExtension:
    "A certificate has a critical extension that certplan does not know; RFC 5280 demands refusal.",
  PathRefused: "Everything else holds, but the certificate policies on the path do not allow it.",
  VerificationOff: "`trust: { verify: false }`: the chain was read and not verified.",
  // what else an endpoint shows
  CertificateUnreadable: "A certificate of the chain, not the leaf, cannot be read.",
  NamesMissing: "The leaf is not for all names that `expect.names` lists.",
  UnexpectedIssuer: "The leaf's issuer does not have the parts that `expect.issuer` names.",
  BackendsDiffer:
    "Endpoints of one name show different leaves: a renewal has not reached all of them, perhaps. Where each has its own, `expect: { same: false }` says so.",
  ChainOrder:
    "A certificate follows one that it did not sign: clients that build no paths of their own refuse the chain.",
  IssuerEndsFirst: "A CA in the chain ends before the leaf, which is worth nothing from then on.",
  WeakIssuer: "A CA in the chain breaks the policy's rule on hash or key.",
  LegacyProtocol: "The best protocol that the endpoint speaks is TLS 1.0 or 1.1.",
  ClientCertificateRequested:
    "The endpoint asks for a client certificate. certplan shows none; the leaf was read all the same.",
  HandshakeRefused:
    "The endpoint answers with a TLS alert instead of a certificate: it does not know the name, or its leaf has a kind of key that is no longer spoken.",
  ChainUnreadable:
    "What was sent instead of a chain cannot be read, or is over the limit of 100 KiB that OpenSSL sets.",
  EndpointUnobserved: "This endpoint could not be seen, while another one of the target could.",
  // drift
  LeafChanged: "Another leaf is shown than recorded, and issuer, key, names or end are not those of a renewal.",
  LeafRenewed:
    "Another leaf is shown than recorded: same issuer, kind of key and names, and a later end. It is expected.",
  // rotation
  ObservedOnly: "A `tls` target is only observed: certplan rotates nothing of it.",
};
