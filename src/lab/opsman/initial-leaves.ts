import { createHash } from "node:crypto";
import type { InitialOpsman, PastedLeaf } from "./initial-options.ts";
import {
  cf,
  collectionProperty,
  diegoCa,
  director,
  dnsLeaf,
  instances,
  mysql,
  outside,
  rootGuid,
  servicesCa,
  singleProperty,
} from "./names.ts";
import type { LabLeaf, LeafVersion } from "./state.ts";

const day = 86_400_000;

/** The leaves of a foundation at rest, each in its first generation. */
export function leavesOf(options: InitialOpsman, lifetimeMs: number): readonly LabLeaf[] {
  const validUntil = options.leavesEnd ?? options.now + 20 * day;
  const deployed = { generation: 1, ca: rootGuid, validFrom: validUntil - lifetimeMs, validUntil };
  return [...plainLeaves(deployed), ...furtherLeaves(options, deployed), ...pastedLeaves(options)];
}

const credhub = "credhub";
const own = "ops_manager";

function plainLeaves(deployed: LeafVersion): readonly LabLeaf[] {
  return [
    { product: director, location: own, reference: ".properties.director_ssl", deployed },
    { product: director, location: credhub, reference: dnsLeaf, deployed },
    { product: cf, location: own, reference: ".properties.router_backend_tls", deployed },
    { product: cf, location: credhub, reference: dnsLeaf, deployed },
    { product: mysql, location: credhub, reference: "/p-bosh/mysql/server_tls", deployed },
  ];
}

function furtherLeaves(options: InitialOpsman, deployed: LeafVersion): readonly LabLeaf[] {
  const under = (path: string): Pick<LabLeaf, "under" | "deployed"> => ({
    under: path,
    deployed: { ...deployed, ca: `${path}#1` },
  });
  const leaves: LabLeaf[] = [];
  if (options.credhub === true) {
    leaves.push(
      { product: cf, location: credhub, reference: "/p-bosh/cf/diego-client-tls", ...under(diegoCa) },
      { product: mysql, location: credhub, reference: "/services/tls_leaf", ...under(servicesCa) },
    );
  }
  if (options.serviceInstances === true) {
    leaves.push({ product: mysql, location: credhub, reference: dnsLeaf, instances, deployed });
  }
  if (options.outside === true) {
    leaves.push({ product: director, location: credhub, reference: dnsLeaf, instances: outside, deployed });
  }
  if (options.natsLeaves === true) {
    for (const name of ["nats_server_certificate", "nats_director_client_certificate"]) {
      const reference = `.properties.${name}`;
      leaves.push({ product: director, location: own, reference, listedFrom: [2, 10, 9], deployed });
    }
  }
  return leaves;
}

/** Elements are listed by their place. Source: listings of `om credential-references` that operators published. */
function pastedLeaves({ configurable, collection = [] }: InitialOpsman): readonly LabLeaf[] {
  const common = { location: own, configurable: true } as const;
  const single: readonly LabLeaf[] =
    configurable === undefined
      ? []
      : [{ ...common, product: mysql, reference: singleProperty, deployed: versionOf(configurable) }];
  const elements = collection.map(
    ({ name, ...pasted }, index): LabLeaf => ({
      ...common,
      product: cf,
      reference: `${collectionProperty}[${index}].certificate`,
      element: { property: collectionProperty, guid: elementGuid(name), name },
      deployed: versionOf(pasted),
    }),
  );
  return [...single, ...elements];
}

function elementGuid(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 20);
}

function versionOf({ pem, validFrom, validUntil, ca }: PastedLeaf): LeafVersion {
  return { generation: 1, ca: ca ?? rootGuid, pem, validFrom, validUntil };
}
