/** What each kind of endpoint is, by number in BEHAVIOUR.md, for `lab list` and the documents. */
export const endpointKinds = {
  "good-rsa": "a good chain, leaf RSA-2048",
  "good-ec": "a good chain, leaf EC P-256",
  "good-ed25519": "a good chain, leaf Ed25519",
  expired: "a leaf that ended yesterday",
  "expires-soon": "a leaf that ends in five days",
  "not-yet-valid": "a leaf that begins tomorrow",
  "self-signed": "a leaf signed by its own key",
  "unknown-ca": "a good chain to a root that nobody was given",
  "wrong-name": "a leaf for another name",
  "missing-intermediate": "the leaf alone, without its intermediate",
  "sha1-leaf": "a leaf with a SHA-1 signature",
  "rsa-1024": "a leaf with an RSA-1024 key",
  "client-certificate-tls12": "demands a client certificate, TLS 1.2",
  "client-certificate-tls13": "demands a client certificate, TLS 1.3",
  "huge-chain": "a chain of about 200 KiB",
  resets: "resets the connection when it is greeted",
  silent: "takes the connection and says nothing",
  "plain-http": "speaks plain HTTP",
} as const;

export type EndpointKind = keyof typeof endpointKinds;

export const allEndpointKinds: readonly EndpointKind[] = Object.keys(endpointKinds).filter(isEndpointKind);

function isEndpointKind(text: string): text is EndpointKind {
  return Object.hasOwn(endpointKinds, text);
}
