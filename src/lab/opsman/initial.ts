import type {
  LabCredhubCa,
  LabErrand,
  LabLeaf,
  LabProduct,
  LabServiceGroup,
  LabStemcell,
  OpsmanSettings,
  OpsmanState,
  SpareRoot,
} from "./state.ts";

const day = 86_400_000;

/** What a scenario may choose; everything else has a plain default. */
export interface InitialOpsman {
  readonly now: number;
  /** PEM of the active root CA, and when it ends. */
  readonly root: {
    readonly pem: string;
    readonly notBefore: number;
    readonly notAfter: number;
    readonly natsPem?: string;
    /** Default: with the root. */
    readonly natsNotAfter?: number;
  };
  readonly clients: Readonly<Record<string, string>>;
  /** When the deployed leaves end; default: in 20 days. */
  readonly leavesEnd?: number;
  /** Default: 2.10.43 with a whole set of safety checks. */
  readonly settings?: Partial<OpsmanSettings>;
  /** What `generate` hands out; default: nothing, and it answers 500. */
  readonly spareRoots?: readonly SpareRoot[];
  /** Of every product but the Director; default: one that takes agent settings without recreation. */
  readonly stemcell?: LabStemcell;
  /** A group of service instances of the MySQL tile, which then has its two errands; default: none. */
  readonly serviceInstances?: boolean;
  /** `credhub`: two CAs in CredHub, of which one is `/services/tls_ca`, with leaves; default: none. */
  readonly credhub?: boolean;
  /** Further tiles by type, such as `pivotal-container-service` or `p-ipsec-addon`. */
  readonly tiles?: readonly string[];
  /** A configurable leaf of `cf`, under the root, with this PEM. */
  readonly configurable?: { readonly pem: string; readonly validFrom: number; readonly validUntil: number };
}

/** A foundation at rest: Director, two products, five non-configurable leaves, one successful full install. */
export function initialOpsman(options: InitialOpsman): OpsmanState {
  const settings = { ...defaultSettings, ...options.settings };
  const credhubCas = options.credhub === true ? credhubCasOf(options.now) : [];
  const trusts = [rootGuid, ...credhubCas.flatMap((ca) => ca.versions.map(({ id }) => id))];
  const products = productsOf(options, { version: settings.version, trusts });
  const services = options.serviceInstances === true ? [serviceGroup(trusts)] : [];
  const { root } = options;
  return {
    settings,
    clients: options.clients,
    tokens: [],
    tokensIssued: 0,
    cas: [
      {
        guid: rootGuid,
        organisation: "Pivotal",
        createdOn: root.notBefore,
        expiresOn: root.notAfter,
        active: true,
        pem: root.pem,
        ...(root.natsPem === undefined ? {} : { natsPem: root.natsPem }),
        ...(root.natsNotAfter === undefined ? {} : { natsExpiresOn: root.natsNotAfter }),
      },
    ],
    appeared: [rootGuid],
    spareRoots: options.spareRoots ?? [],
    credhubCas,
    services,
    nats: { accepts: [rootGuid], shows: rootGuid },
    recreate: { vms: false, director: false },
    products,
    leaves: leavesOf(options, settings.leafLifetimeMs),
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

function productsOf(
  options: InitialOpsman,
  deployed: { readonly version: string; readonly trusts: readonly string[] },
): readonly LabProduct[] {
  const guids = [director, cf, mysql, ...(options.tiles ?? []).map((type) => `${type}-00000000000000000000`)];
  return guids.map((guid) => ({
    guid,
    type: guid.replace(/-[0-9a-f]{20}$/, ""),
    version: "2.10.43",
    accepts: deployed.trusts,
    ...(guid === director
      ? {}
      : {
          agents: { accepts: [rootGuid], shows: rootGuid },
          stemcell: options.stemcell ?? { os: "ubuntu-jammy", version: "1.83" },
          errands: guid === mysql && options.serviceInstances === true ? instanceErrands : [smokeTests],
        }),
  }));
}

function leavesOf(options: InitialOpsman, lifetimeMs: number): readonly LabLeaf[] {
  const validUntil = options.leavesEnd ?? options.now + 20 * day;
  const deployed = { generation: 1, ca: rootGuid, validFrom: validUntil - lifetimeMs, validUntil };
  const credhub = "credhub";
  const own = "ops_manager";
  const under = (path: string): Pick<LabLeaf, "under" | "deployed"> => ({
    under: path,
    deployed: { ...deployed, ca: `${path}#1` },
  });
  const leaves: LabLeaf[] = [
    { product: director, location: own, reference: ".properties.director_ssl", deployed },
    { product: director, location: credhub, reference: dnsLeaf, deployed },
    { product: cf, location: own, reference: ".properties.router_backend_tls", deployed },
    { product: cf, location: credhub, reference: dnsLeaf, deployed },
    { product: mysql, location: credhub, reference: "/p-bosh/mysql/server_tls", deployed },
  ];
  if (options.credhub === true) {
    leaves.push(
      { product: cf, location: credhub, reference: "/p-bosh/cf/diego-client-tls", ...under(diegoCa) },
      { product: mysql, location: credhub, reference: "/services/tls_leaf", ...under(servicesCa) },
    );
  }
  if (options.serviceInstances === true) {
    leaves.push({ product: mysql, location: credhub, reference: dnsLeaf, instances: instances, deployed });
  }
  if (options.configurable !== undefined) {
    leaves.push({
      product: cf,
      location: own,
      reference: ".properties.networking_poe_ssl_certs",
      configurable: true,
      deployed: { generation: 1, ca: rootGuid, ...options.configurable },
    });
  }
  return leaves;
}

function serviceGroup(accepts: readonly string[]): LabServiceGroup {
  return { name: instances, product: mysql, accepts, agents: { accepts: [rootGuid], shows: rootGuid } };
}

function credhubCasOf(now: number): readonly LabCredhubCa[] {
  const first = (path: string): LabCredhubCa["versions"] => [
    { id: `${path}#1`, validFrom: now - 365 * day, validUntil: now + 1460 * day },
  ];
  return [
    { path: diegoCa, product: cf, versions: first(diegoCa) },
    { path: servicesCa, product: mysql, versions: first(servicesCa), excluded: true, boundApps: [`${servicesCa}#1`] },
  ];
}

const rootGuid = "f7bc18f34f2a7a9403c3";
const director = "p-bosh-5f3a9c1e7b2d4f6a8c0e";
const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
const mysql = "p.mysql-9e8d7c6b5a4f3e2d1c0b";
const instances = "service-instance_5b1d9f5c-7d0e-4a52-9a6e-2f0c8a1b3d4e";
const dnsLeaf = "/p-bosh/dns_api_server_tls";
const diegoCa = "/p-bosh/cf/diego-instance-identity-root-ca";
const servicesCa = "/services/tls_ca";

const smokeTests: LabErrand = { name: "smoke_tests", postDeploy: "true" };

const instanceErrands: readonly LabErrand[] = [
  smokeTests,
  { name: "upgrade-all-service-instances", postDeploy: "false", instances: "upgrades" },
  { name: "recreate-all-service-instances", postDeploy: "false", instances: "recreates" },
];

const defaultSettings: OpsmanSettings = {
  version: "2.10.43-build.123",
  listsStagedLeaves: true,
  pendingAfterStaging: false,
  earlyActivate: "certificate authorities latest version is not transitional",
  violationShape: "field",
  caCallsDuringInstall: "taken",
  failedErrandHidden: false,
  installMs: 6_600_000,
  replyMs: 200,
  leafLifetimeMs: 730 * day,
  tokenLifetimeMs: 12 * 3_600_000,
  clockSkewMs: 0,
};
