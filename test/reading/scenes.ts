import type { InitialOpsman, OpsmanState } from "../../src/lab/opsman/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Consumer, Target } from "../../src/model/target.ts";
import type { Acceptance } from "../../src/model/trust.ts";
import { type CaSimOptions, caPem, withErrand } from "../build/opsman-ca-world.ts";
import { day, start } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";

/** A foundation, and what the estate says of it. */
export interface Scene {
  readonly world?: CaSimOptions;
  readonly options?: JsonObject;
  readonly target?: Partial<Target>;
  /** No word about consumers, where every other scene says that there are none. */
  readonly consumersUnsaid?: true;
}

const v30: Partial<InitialOpsman> = { settings: { version: "3.0.25" } };
const v210: Partial<InitialOpsman> = { settings: { version: "2.10.43-build.123" } };

/** Nothing near its end, so that only what the scene is about shows. */
const calm = { rootEnds: 1000 };

const tkgiTile: Partial<InitialOpsman> = { tiles: ["pivotal-container-service"] };
const brokerByHand: Partial<InitialOpsman> = { ...v30, serviceInstances: true, instanceErrands: "none" };
export const byHand: JsonObject = { apply: { pendingChanges: "refuse", instances: { "p.mysql": "manual" } } };

function changed(change: (state: OpsmanState) => OpsmanState): Pick<CaSimOptions, "change"> {
  return { change };
}

function accepted(cut: string, members: readonly string[], parts: Partial<Acceptance> = {}): Acceptance {
  return { cut, members, maximumSeconds: 48 * 3600, until: "2026-12-31T00:00:00Z", ticket: "CHG-4710", ...parts };
}

const instancesCut = (parts: Partial<Acceptance> = {}): Partial<Target> => ({
  accept: [accepted("opsman-unproven-instances", ["p.mysql"], parts)],
});

const concourse = { member: "concourse", why: "moves to Kubernetes next year", until: "2027-01-31T00:00:00Z" };
const outside: CaSimOptions = { foundation: { ...v30, outside: true } };

export const ciBosh: Consumer = {
  name: "ci-bosh",
  of: "root-ca",
  trusts: "issuer",
  update: { manual: "add the new root to BOSH_CA_CERT of the pipeline" },
  contact: "#platform-ci",
};
const vault: Consumer = {
  name: "vault",
  of: "root-ca",
  trusts: "issuer",
  update: { run: ["./consumers/vault.sh", "put"], timeoutSeconds: 60 },
  verify: { run: ["./consumers/vault.sh", "check"], timeoutSeconds: 60 },
};

async function pasted(): Promise<CaSimOptions> {
  return {
    foundation: {
      configurable: await pastedLeaf("mysql.example.com"),
      collection: [
        { name: "public", ...(await pastedLeaf("www.example.com")), ca: "elsewhere" },
        { name: "wildcard", ...(await pastedLeaf("*.apps.example.com")) },
      ],
    },
  };
}

const routerCerts = { product: "cf", property: ".properties.networking_poe_ssl_certs" };

async function uploading(dates: { readonly from: number; readonly to: number }): Promise<Scene> {
  const certificatePem = await caPem(7, dates);
  const issuers = { corp: { type: "files", certificatePem, key: { env: "ROOT_KEY" } } } as const;
  return { options: { issuer: "corp", apply: { pendingChanges: "refuse" } }, target: { issuers } };
}

async function natsEnding(ends: number): Promise<CaSimOptions> {
  const root = { from: start - 700 * day, to: start + 760 * day };
  const nats = { from: start - 700 * day, to: start + ends * day };
  const pem = await caPem(1, root);
  const natsPem = await caPem(6, nats);
  const dates = { notBefore: root.from, notAfter: root.to, natsNotAfter: nats.to };
  return { foundation: { settings: { version: "3.2.1" }, root: { pem, natsPem, ...dates } } };
}

/** Beside the active CA, as many inactive ones as somebody has made. */
function inactiveCas(...guids: readonly string[]): Pick<CaSimOptions, "change"> {
  return changed((state) => ({
    ...state,
    cas: [
      ...state.cas,
      ...state.cas.flatMap((ca) => guids.map((guid) => ({ ...ca, guid, active: false, createdOn: start - day }))),
    ],
  }));
}

/** A new CA that was activated before any apply made everything trust it. */
const activatedEarly = changed((state) => ({
  ...state,
  cas: state.cas.map((ca) => ({ ...ca, active: !ca.active })),
}));

function everyInstall(part: Partial<OpsmanState["installations"][number]>): Pick<CaSimOptions, "change"> {
  return changed((state) => ({ ...state, installations: state.installations.map((one) => ({ ...one, ...part })) }));
}

type Making = Scene | (() => Promise<Scene>);

const rotations: Readonly<Record<string, Making>> = {
  "ca-2.10": { world: { foundation: { ...v210, serviceInstances: true, credhub: true } }, options: withErrand },
  "ca-3.0": { world: { foundation: { ...v30, serviceInstances: true, credhub: true } }, options: withErrand },
  "ca-3.2-nats": async () => ({ world: { ...(await natsEnding(30)) } }),
  "ca-begun-s1": { world: { foundation: v30, begun: "S1" } },
  "ca-begun-s2": { world: { foundation: v30, begun: "S2" } },
  "ca-begun-without-errand": {
    world: { begun: "S2", errandsByHand: "forgotten", foundation: { ...v30, serviceInstances: true } },
    options: withErrand,
  },
  "ca-begun-s3": { world: { foundation: v30, begun: "S3" } },
  "ca-begun-s4": { world: { foundation: v30, begun: "S4" } },
  "ca-begun-s5": { world: { foundation: v30, begun: "S5" } },
  "ca-begun-s6": { world: { ...calm, foundation: v30, begun: "S6" } },
  "recreate-2.10.10": { world: { foundation: { settings: { version: "2.10.10" } } } },
  "recreate-old-stemcell": {
    world: { foundation: { ...v30, stemcell: { os: "ubuntu-xenial", version: "456.30" }, serviceInstances: true } },
    options: withErrand,
  },
  "staged-by-others-allowed": {
    world: changed((state) => ({ ...state, pending: [{ guid: "cf-1c7e5a3f9b2d8e4c6a0f", action: "update" }] })),
    options: { apply: { pendingChanges: { allow: ["cf"] } } },
  },
  "uploaded-ca": () => uploading({ from: start - 2 * day, to: start + 2000 * day }),
  "configurable-replaced": async () => ({
    world: await pasted(),
    options: {
      configurable: [
        { ...routerCerts, element: "wildcard", issuer: "lab", sans: ["*.apps.example.com", "*.sys.example.com"] },
        { ...routerCerts, element: "public", keep: "public CA, not this root" },
        { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
      ],
    },
    target: { issuers: { lab: { type: "local-ca", directory: "/estate/ca" } } },
  }),
  "instances-by-hand": { world: { foundation: brokerByHand }, options: byHand },
  "instances-cut-accepted": { world: { foundation: brokerByHand }, options: byHand, target: instancesCut() },
  "tkgi-accepted": {
    world: { foundation: { ...tkgiTile, credhub: true } },
    target: { accept: [accepted("opsman-tkgi-scope", ["TKGI clusters"])] },
  },
  consumers: {
    target: {
      consumers: [ciBosh, vault],
      outputs: [{ what: "root-ca", to: { file: "published/root-ca.pem", mode: 0o644, merge: false } }],
    },
  },
  "consumers-unsaid": { consumersUnsaid: true },
  waived: { world: outside, target: { waive: [concourse] } },
  "waiver-expired": { world: outside, target: { waive: [{ ...concourse, until: "2026-11-01T00:00:00Z" }] } },
};

const refused: Readonly<Record<string, Making>> = {
  "expired-root": { world: { rootEnds: -1 } },
  "expired-nats": async () => ({ world: await natsEnding(-1) }),
  "install-running": { world: everyInstall({ status: "running", endsAt: start + day }) },
  "last-install-failed": { world: everyInstall({ status: "failed" }) },
  "staged-by-others": {
    world: changed((state) => ({ ...state, pending: [{ guid: "cf-1c7e5a3f9b2d8e4c6a0f", action: "update" }] })),
  },
  "service-instances-unreached": { world: { foundation: { serviceInstances: true } } },
  "instances-cut-expired": {
    world: { foundation: brokerByHand },
    options: byHand,
    target: instancesCut({ until: "2026-11-01T00:00:00Z" }),
  },
  "instances-cut-too-long": {
    world: { foundation: brokerByHand },
    options: byHand,
    target: instancesCut({ maximumSeconds: 600 }),
  },
  tkgi: { world: { foundation: tkgiTile } },
  "configurable-undeclared": async () => ({ world: await pasted() }),
  "uploaded-ca-unfit": () => uploading({ from: start - day, to: start + 30 * day }),
  "inactive-cas": { world: inactiveCas("99887766554433221100", "00112233445566778899") },
  "activated-early": { world: { foundation: v30, begun: "S1", ...activatedEarly } },
  "too-late": { world: { rootEnds: 10 } },
  "too-late-to-finish": { world: { rootEnds: 0.05 } },
  "clock-skew": { world: { foundation: { settings: { clockSkewMs: 90_000 } } } },
  locked: { world: changed((state) => ({ ...state, startup: { passphrase: "open-sesame" } })) },
  "listing-fails": { world: { ...calm, ...changed((state) => ({ ...state, listingFails: true })) } },
};

const others: Readonly<Record<string, Making>> = {
  steady: { world: calm },
  "leaves-not-deployed": { world: { ...calm, begun: "L1" } },
  "leaves-due": { world: { ...calm, foundation: { leavesEnd: start + 20 * day } }, target: { rotate: ["leaves"] } },
  stranded: { world: { ...calm, foundation: { ...v30, outside: true }, begun: "S2" } },
  "extra-ca": { world: { ...calm, ...inactiveCas("99887766554433221100") }, target: { rotate: ["leaves"] } },
};

/** One for each thing that a reader of Ops Manager's plans, refusals and drift can meet. */
export const scenes: Readonly<Record<string, Making>> = { ...rotations, ...refused, ...others };

/** The scene of this name. */
export async function sceneOf(name: string): Promise<Scene> {
  const making = scenes[name];
  if (making === undefined) throw new Error(`no scene ${name}`);
  return typeof making === "function" ? making() : making;
}
