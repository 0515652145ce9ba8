import type { TrustWorld } from "../../model/trust.ts";

const web = "Ops Manager's web certificate";
const anchor = "trust of the connection";

/**
 * The world with certplan in it: it believes the web certificate of Ops Manager by the `trust` of the estate. No step of
 * a rotation changes either (Source: reference/opsman, section 1: the web certificate has a life of its own).
 */
export function withOwnConnection(world: TrustWorld): TrustWorld {
  return {
    ...world,
    presents: { ...world.presents, [web]: { id: "web certificate", anchors: [anchor] } },
    accepts: { ...world.accepts, certplan: [anchor] },
    edges: [...world.edges, { verifier: "certplan", presenter: web }],
  };
}
