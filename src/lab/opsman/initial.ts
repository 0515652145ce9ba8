import { leavesOf } from "./initial-leaves.ts";
import { cf, diegoCa, director, instances, mysql, outside, rootGuid, servicesCa } from "./names.ts";
import type {
  LabCredhubCa,
  LabErrand,
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
    /** Its private key: with it the platform shows leaves with bytes. */
    readonly key?: string;
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
  /** Which errands that tile has for them; default: both. */
  readonly instanceErrands?: "both" | "upgrade" | "none";
  /** A deployment made with the BOSH CLI, which no apply reaches, and which runs the DNS leaf; default: none. */
  readonly outside?: boolean;
  /** Further tiles by type, such as `pivotal-container-service` or `p-ipsec-addon`. */
  readonly tiles?: readonly string[];
  /** A configurable leaf of the MySQL tile, in a property of its own: `.properties.tls`. */
  readonly configurable?: PastedLeaf;
  /** Configurable leaves of `cf` in the collection `.properties.networking_poe_ssl_certs`, by name. */
  readonly collection?: readonly (PastedLeaf & { readonly name: string })[];
  /** The leaves of NATS, which v0 lists from 2.10.9; default: left out. */
  readonly natsLeaves?: boolean;
  /** Private key of every leaf that is shown with bytes; default: none is. */
  readonly leafKey?: string;
}

/** A certificate that an operator has pasted, with its dates. */
export interface PastedLeaf {
  readonly pem: string;
  readonly validFrom: number;
  readonly validUntil: number;
  /** `elsewhere`: not by the platform's root; default: by it. */
  readonly ca?: "elsewhere";
}

/** A foundation at rest: Director, two products, five non-configurable leaves, one successful full install. */
export function initialOpsman(options: InitialOpsman): OpsmanState {
  const settings = { ...defaultSettings, ...options.settings };
  const credhubCas = options.credhub === true ? credhubCasOf(options.now) : [];
  const trusts = [rootGuid, ...credhubCas.flatMap((ca) => ca.versions.map(({ id }) => id))];
  const products = productsOf(options, { version: settings.version, trusts });
  const services = [
    ...(options.serviceInstances === true ? [serviceGroup(instances, trusts, mysql)] : []),
    ...(options.outside === true ? [serviceGroup(outside, trusts)] : []),
  ];
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
        ...(root.key === undefined ? {} : { key: root.key }),
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
    ...(options.leafKey === undefined ? {} : { leafKey: options.leafKey }),
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
          errands: guid === mysql ? errandsOf(options) : [smokeTests],
        }),
  }));
}

function serviceGroup(name: string, accepts: readonly string[], product?: string): LabServiceGroup {
  const agents = { accepts: [rootGuid], shows: rootGuid };
  return { name, ...(product === undefined ? {} : { product }), accepts, agents };
}

function errandsOf({ serviceInstances = false, instanceErrands = "both" }: InitialOpsman): readonly LabErrand[] {
  if (!serviceInstances || instanceErrands === "none") return [smokeTests];
  return instanceErrands === "both" ? [smokeTests, upgrade, recreate] : [smokeTests, upgrade];
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

const smokeTests: LabErrand = { name: "smoke_tests", postDeploy: "true" };

const upgrade: LabErrand = { name: "upgrade-all-service-instances", postDeploy: "false", instances: "upgrades" };
const recreate: LabErrand = { name: "recreate-all-service-instances", postDeploy: "false", instances: "recreates" };

const defaultSettings: OpsmanSettings = {
  version: "2.10.43-build.123",
  listsStagedLeaves: true,
  pendingAfterStaging: false,
  earlyActivate: "certificate authorities latest version is not transitional",
  violationShape: "field",
  caCallsDuringInstall: "taken",
  failedErrandHidden: false,
  shipsVariables: "always",
  stuckRowRefuses: false,
  idsAsText: false,
  installMs: 6_600_000,
  startMs: 60_000,
  replyMs: 200,
  leafLifetimeMs: 730 * day,
  tokenLifetimeMs: 12 * 3_600_000,
  clockSkewMs: 0,
};
