import { leavesOf } from "./initial-leaves.ts";
import type { InitialOpsman } from "./initial-options.ts";
import { cf, diegoCa, director, instances, mysql, outside, rootGuid, servicesCa } from "./names.ts";
import type { LabCredhubCa, LabErrand, LabProduct, LabServiceGroup, OpsmanSettings, OpsmanState } from "./state.ts";

const day = 86_400_000;

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
