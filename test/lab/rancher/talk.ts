import { X509Certificate } from "node:crypto";
import type { LabRequest } from "../../../src/lab/model.ts";
import {
  type InitialRancher,
  initialRancher,
  type RancherSettings,
  type RancherState,
  rancherModel,
  type V2Fault,
} from "../../../src/lab/rancher/index.ts";
import { rsaPool } from "../../keys/pool.ts";

export const day = 86_400_000;
export const minute = 60_000;
export const now: number = Date.parse("2026-11-21T08:00:00Z");
export const owner = "token-owner:s3cret-owner";
export const member = "token-member:s3cret-member";

/** States are values, and making one signs many certificates: each is made once. */
const made = new Map<string, RancherState>();

/** A Rancher at rest with one cluster of each kind. */
export function rancher(options: Partial<InitialRancher> = {}, settings: Partial<RancherSettings> = {}): RancherState {
  const id = JSON.stringify([options, settings.version]);
  const state = made.get(id) ?? atRest(options, settings.version ?? "v2.8.9");
  made.set(id, state);
  return { ...state, settings: { ...state.settings, ...settings } };
}

function atRest(options: Partial<InitialRancher>, version: string): RancherState {
  const keys = rsaPool();
  return initialRancher({
    now,
    caKeys: keys.slice(0, 4),
    leafKey: keys[7] ?? "",
    tokens: { [owner]: "owner", [member]: "member" },
    rke1: [{}],
    v2: [{}],
    ...options,
    settings: { version },
  });
}

/** How often each certificate of the RKE1 cluster has been made, and by which CA, as Rancher stores them. */
export function stored(talk: Talk, name: string): number {
  return talk.state().rke1[0]?.bundle[name]?.generation ?? 0;
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Parsed where it is one JSON document. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface Sent {
  readonly body?: unknown;
  /** Sent as it is, in the place of `body`. */
  readonly raw?: string;
  readonly token?: string;
  readonly headers?: LabRequest["headers"];
}

/** Somebody with a token and a raw HTTP client, who speaks to one Rancher. */
export interface Talk {
  readonly ask: (method: string, path: string, sent?: Sent) => Asked;
  readonly wait: (ms: number) => void;
  readonly state: () => RancherState;
  readonly now: () => number;
  readonly change: (by: (state: RancherState) => RancherState) => void;
  readonly broken: () => readonly string[];
  /** The certificate that a TLS endpoint shows, or the word for what else it does. */
  readonly shown: (address: string, serverName?: string) => X509Certificate | string;
}

/** Whatever the model tries to change in place throws. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}

export function talkTo(initial: RancherState): Talk {
  let state = frozen(initial);
  let at = now;
  const wait = (ms: number): void => {
    at += ms;
    state = frozen(rancherModel.advance(state, at));
  };
  const ask: Talk["ask"] = (method, path, sent = {}) => {
    const headers = { host: "rancher.example.com", authorization: `Bearer ${sent.token ?? owner}`, ...sent.headers };
    const body = sent.raw ?? (sent.body === undefined ? "" : JSON.stringify(sent.body));
    const done = rancherModel.step(state, { method, path, headers, body }, at);
    state = frozen(done.state);
    if (done.reply === undefined) throw new Error("no reply");
    const { status, headers: said = {}, body: text } = done.reply;
    return { status, headers: said, text, body: parsed(text) };
  };
  return {
    ask,
    wait,
    state: () => state,
    now: () => at,
    change: (by) => {
      state = frozen(by(state));
    },
    broken: () => rancherModel.broken(state, at),
    shown: (address, serverName) => {
      const outcome = rancherModel.handshake?.(state, { address, ...(serverName === undefined ? {} : { serverName }) });
      if (outcome === undefined) return "nothing";
      return outcome.outcome === "seen" ? new X509Certificate(outcome.chain[0] ?? Buffer.from([])) : outcome.outcome;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const rke1 = "/v3/clusters/c-fgltw";
export const action: string = `${rke1}?action=rotateCertificates`;
export const v2 = "/v1/provisioning.cattle.io.clusters/fleet-default/edge";
export const controlPlane = "/v1/rke.cattle.io.rkecontrolplanes/fleet-default/edge";

/** Writes a generation with its services, as a client that reads first. */
export function rotateV2(talk: Talk, generation: number, services: readonly string[] | null = []): Asked {
  const object = talk.ask("GET", v2).body;
  object.spec.rkeConfig.rotateCertificates = { generation, services };
  return talk.ask("PUT", v2, { body: object });
}

/** How often each leaf of a machine has been made. */
export function generations(talk: Talk, machine: string): Record<string, number> {
  const found = talk.state().v2[0]?.machines.find(({ name }) => name === machine);
  return Object.fromEntries(Object.entries(found?.leaves ?? {}).map(([name, leaf]) => [name, leaf.generation]));
}

export const merge: LabRequest["headers"] = { "content-type": "application/merge-patch+json" };
/** Options of a Rancher with the machines alone. */
export const machinesOnly: Partial<InitialRancher> = { rke1: [] };

/** The generation that the control plane object reports. */
export function rotated(talk: Talk): number | undefined {
  return talk.ask("GET", controlPlane).body.status.certificateRotationGeneration;
}

/** Merge-patches the block of the spec. */
export function patch(talk: Talk, rotateCertificates: unknown): ReturnType<Talk["ask"]> {
  return talk.ask("PATCH", v2, { body: { spec: { rkeConfig: { rotateCertificates } } }, headers: merge });
}

/** The condition in which a rotation tells how far it is. */
export function ready(talk: Talk): { readonly status: string; readonly reason: string; readonly message: string } {
  return talk.ask("GET", controlPlane).body.status.conditions.find(({ type }: { type: string }) => type === "Ready");
}

/** A cluster of which one machine fails. */
export function failing(fault: V2Fault): Talk {
  const talk = talkTo(rancher(machinesOnly));
  talk.change((state) => ({ ...state, v2: state.v2.map((cluster) => ({ ...cluster, fault })) }));
  return talk;
}

/** The cause of the failure is gone. */
export function mend(talk: Talk): void {
  talk.change((state) => ({
    ...state,
    v2: state.v2.map((cluster) => {
      const { fault: _, ...rest } = cluster;
      return rest;
    }),
  }));
}

/** Of the cluster at rest. */
export const machines: readonly string[] = ["edge-pool-1", "edge-pool-2", "edge-pool-3", "edge-pool-4"];

/** How often the kubelet's leaf of each machine has been made. */
export function kubelets(talk: Talk): readonly (number | undefined)[] {
  return machines.map((machine) => generations(talk, machine)["kubelet"]);
}
