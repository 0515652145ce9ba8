import type { LabLeaf, LabProduct, OpsmanSettings, OpsmanState } from "./state.ts";

const day = 86_400_000;

/** What a scenario may choose; everything else has a plain default. */
export interface InitialOpsman {
  readonly now: number;
  /** PEM of the active root CA, and when it ends. */
  readonly root: { readonly pem: string; readonly notBefore: number; readonly notAfter: number };
  readonly clients: Readonly<Record<string, string>>;
  /** When the deployed leaves end; default: in 20 days. */
  readonly leavesEnd?: number;
  readonly settings?: Partial<OpsmanSettings>;
}

/** A foundation at rest: Director, two products, five non-configurable leaves, one successful full install. */
export function initialOpsman(options: InitialOpsman): OpsmanState {
  const settings = { ...defaultSettings, ...options.settings };
  const leavesEnd = options.leavesEnd ?? options.now + 20 * day;
  const products = ["p-bosh-5f3a9c1e7b2d4f6a8c0e", "cf-1c7e5a3f9b2d8e4c6a0f", "p.mysql-9e8d7c6b5a4f3e2d1c0b"].map(
    (guid): LabProduct => ({ guid, type: guid.replace(/-[0-9a-f]{20}$/, ""), version: "2.10.43", accepts: [rootGuid] }),
  );
  const leaf = (index: number, location: LabLeaf["location"], reference: string): LabLeaf => ({
    product: products[index]?.guid ?? "",
    location,
    reference,
    deployed: { generation: 1, ca: rootGuid, validFrom: leavesEnd - settings.leafLifetimeMs, validUntil: leavesEnd },
  });
  return {
    settings,
    clients: options.clients,
    tokens: [],
    tokensIssued: 0,
    cas: [
      {
        guid: rootGuid,
        organisation: "Pivotal",
        createdOn: options.root.notBefore,
        expiresOn: options.root.notAfter,
        active: true,
        pem: options.root.pem,
      },
    ],
    products,
    leaves: [
      leaf(0, "ops_manager", ".properties.director_ssl"),
      leaf(0, "credhub", "/p-bosh/dns_api_server_tls"),
      leaf(1, "ops_manager", ".properties.router_backend_tls"),
      leaf(1, "credhub", "/p-bosh/dns_api_server_tls"),
      leaf(2, "credhub", "/p-bosh/mysql/server_tls"),
    ],
    installations: [
      {
        id: 41,
        user: "admin",
        startedAt: options.now - 30 * day,
        endsAt: options.now - 30 * day + settings.installMs,
        status: "succeeded",
        products: products.map((product) => product.guid),
        takes: [],
      },
    ],
    pending: [],
    effects: {},
  };
}

const rootGuid = "f7bc18f34f2a7a9403c3";

const defaultSettings: OpsmanSettings = {
  version: "2.10.43-build.123",
  listsStagedLeaves: true,
  pendingAfterStaging: false,
  installMs: 6_600_000,
  replyMs: 200,
  leafLifetimeMs: 730 * day,
  tokenLifetimeMs: 12 * 3_600_000,
  clockSkewMs: 0,
};
