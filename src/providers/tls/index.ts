import type { Provider } from "../../model/provider.ts";
import { type Anchors, anchorsOf, createCertificateReader, createSignatureCheck, noAnchors } from "../../pki/index.ts";
import type { TrustAnchors } from "../../ports/index.ts";
import { tlsCodes } from "./codes.ts";
import { tlsDrift } from "./drift.ts";
import { observeTls, type Reading } from "./observe.ts";

export interface TlsProviderParts {
  /** PEM certificates of `trust: {system: true}`; asked for at most once. */
  readonly systemAnchors: () => readonly string[];
}

/** Any TLS endpoint, observed only. README.md beside this tells what it looks at and what its findings mean. */
export function createTlsProvider(parts: TlsProviderParts): Provider {
  const reading: Reading = {
    anchorsFor: rememberAnchors(parts.systemAnchors),
    read: createCertificateReader(),
    signed: createSignatureCheck(),
  };
  return {
    type: "tls",
    explain:
      "One target is one TLS endpoint, or one name served by several backends. It is only observed: certplan shakes hands, reads the chain that was sent, verifies it as of the evaluated instant and compares backends, names and issuer with what is expected. Nothing is ever due, and nothing is written.",
    capabilities: { serialCalls: false, rotates: false, arrivesWithinSeconds: 0 },
    codes: tlsCodes,
    kinds: {},
    observe: (session, target) => observeTls(session, target, reading),
    cures: () => false,
    recipe: ({ target }) => ({
      kind: "refused",
      refusals: [
        {
          code: "ObservedOnly",
          sentence: `${target.name} is only observed: nothing of it is rotated`,
          kind: "refused",
        },
      ],
    }),
    facts: async () => ({}),
    drift: tlsDrift,
  };
}

/**
 * Anchors of a text are read once, however many targets trust it: reading 150 roots for each of 1,000 endpoints would
 * cost more than all handshakes. The memory only repeats what a pure function said.
 */
function rememberAnchors(systemAnchors: () => readonly string[]): Reading["anchorsFor"] {
  const known = new Map<string, Anchors>();
  return (trust: TrustAnchors): Anchors => {
    const key = trust.system === true ? "system" : (trust.ca ?? "");
    const anchors = known.get(key) ?? readAnchors(trust, systemAnchors);
    known.set(key, anchors);
    return anchors;
  };
}

function readAnchors(trust: TrustAnchors, systemAnchors: () => readonly string[]): Anchors {
  if (trust.system === true) return anchorsOf(systemAnchors());
  return trust.ca === undefined ? noAnchors : anchorsOf([trust.ca]);
}
