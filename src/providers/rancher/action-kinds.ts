import type { Json, JsonObject } from "../../model/json.ts";
import type { Act, GateReading, StepKind } from "../../model/provider.ts";
import type { Outputs } from "../../model/step.ts";
import { iso } from "../../time/instant.ts";
import { outcomeUnknown } from "../../web/index.ts";
import { baselineOf, probeRun } from "./action-probe.ts";
import { send } from "./client.ts";
import { type ClusterRow, type RotationField, readCluster } from "./cluster-wire.ts";
import { connectionOf } from "./connection.ts";
import { type EtcdLook, lookAtEtcd } from "./etcd-look.ts";
import { judgeRun, type RunWish } from "./judge-run.ts";
import { inactiveWords, readNodes } from "./nodes-wire.ts";
import { verifyCa } from "./verify-ca.ts";

/** `POST /v3/clusters/<id>?action=rotateCertificates`. */
const rotate: StepKind = {
  version: 1,
  explain:
    "Asks Rancher to rotate certificates of an RKE1 cluster: one request, which it answers at once and works on afterwards. Its gate passes once the field of the request is null, Updated is True, the cluster is active, every date that the request moves has moved, and every node is active. A run that failed is exit 10 at once, because Rancher repeats it for ever; the message says how to stop it.",
  baseline: async (act) => {
    const cluster = await readCluster(act.session);
    return { ...baselineOf(cluster, wishOf(act).keys, act.session.clock.now()) };
  },
  perform: (act) => request(act, act.inputs["body"] as JsonObject),
  probe: (act) => probeRun(act, fieldOf(act), () => readCluster(act.session)),
  gate: (act) => gateRun(act, wishOf(act)),
};

/** Gate only: counted from the moment at which the run was seen to be over. */
const nodesFollow: StepKind = {
  version: 1,
  explain:
    "Agents of worker-only nodes ask every two minutes for their certificates, and nothing shows that they have. So it waits that long after the end of the run (a minute more after a new CA), and then wants every node active.",
  gate: async (act): Promise<GateReading> => {
    const { settleMs } = act.session.timing;
    const seconds = settleMs === undefined ? Number(act.inputs["seconds"]) : settleMs / 1000;
    const settledAt = act.inputs["settledAt"] as string;
    const until = Date.parse(settledAt) + seconds * 1000;
    if (act.session.clock.now() < until) {
      return { gate: "waiting", sentence: `until ${iso(until)}, when every agent has asked once` };
    }
    const { id } = await readCluster(act.session);
    const nodes = await readNodes(act.session, id);
    const down = inactiveWords(nodes);
    if (down.length > 0) return { gate: "waiting", sentence: down.join(", ") };
    const sentence = `${seconds} s after the run, ${nodes.length} nodes are active`;
    return { gate: "passed", sentence, evidence: { settledAt, nodes: nodes.map(({ name }) => name) } };
  },
};

/** Looks first: on most releases etcd has read its new certificate by itself. */
const etcdAgain: StepKind = {
  version: 1,
  explain:
    "After a request for all services Rancher does not start etcd again. Current etcd reads its new certificate by itself, old ones serve the old one for ever. So this step looks at etcd on the wire, and only where an endpoint serves a certificate older than the listed one does it send a second request, for etcd alone. Where an endpoint cannot be seen, a person is asked.",
  baseline: async (act) => {
    const cluster = await readCluster(act.session);
    return { ...baselineOf(cluster, wishOf(act).keys, act.session.clock.now()) };
  },
  perform: async (act): Promise<Outputs> => {
    const { stale } = await etcdNow(act);
    if (stale.length === 0) return { sent: false, requestedAt: iso(act.session.clock.now()) };
    return request(act, act.inputs["body"] as JsonObject);
  },
  probe: async (act) => {
    const run = await probeRun(act, etcdField, () => readCluster(act.session));
    if (run.outcome !== "not-done") return run;
    const { stale } = await etcdNow(act);
    if (stale.length > 0) return run;
    const outputs = { sent: false, requestedAt: iso(act.session.clock.now()) };
    return { outcome: "done", outputs, sentence: "etcd serves what is listed: there is nothing to send" };
  },
  gate: async (act): Promise<GateReading> => {
    if (act.outputs["sent"] === true) {
      const run = await gateRun(act, wishOf(act));
      if (run.gate !== "passed") return run;
    }
    return gateEtcd(act, await etcdNow(act));
  },
};

const etcdServesNew: StepKind = {
  version: 1,
  explain:
    "Looks at every endpoint of etcd on the wire and compares the date of what it serves with the listed one. Where one cannot be seen, a person is asked.",
  gate: async (act) => gateEtcd(act, await etcdNow(act)),
};

export const actionKinds: Readonly<Record<string, StepKind>> = {
  "rancher.rotate": rotate,
  "rancher.nodes-follow": nodesFollow,
  "rancher.etcd-again": etcdAgain,
  "rancher.etcd-serves-new": etcdServesNew,
  "rancher.verify-ca": verifyCa,
};

const etcdField: RotationField = { ca: false, service: "etcd" };

function fieldOf({ inputs }: Act): RotationField {
  return { ca: inputs["ca"] === true, service: inputs["service"] as string };
}

function wishOf({ inputs }: Act): RunWish {
  return {
    ca: inputs["ca"] === true,
    keys: (inputs["keys"] ?? []) as readonly string[],
    caBefore: inputs["caBefore"] as string,
    leafDays: Number(inputs["leafDays"]),
  };
}

/** A conflict of Kubernetes is not tried again by the server, and what it answers then does not prove that. */
async function request({ session }: Act, body: JsonObject): Promise<Outputs> {
  const requestedAt = iso(session.clock.now());
  const path = `/v3/clusters/${encodeURIComponent(connectionOf(session).cluster)}?action=rotateCertificates`;
  const sent = await send(session, "POST", path, body);
  if ("conflict" in sent) throw outcomeUnknown(session, path, `it answered 409 ${sent.conflict}`);
  return { sent: true, requestedAt };
}

async function gateRun(act: Act, wish: RunWish): Promise<GateReading> {
  const { session, outputs } = act;
  const cluster = await readCluster(session);
  const nodes = await readNodes(session, cluster.id);
  const now = session.clock.now();
  // where a person said that it was done nobody knows when; ten days are in leafDays
  const requestedAt = typeof outputs["requestedAt"] === "string" ? outputs["requestedAt"] : iso(now - dayMs);
  const reading = judgeRun({ cluster, nodes, now }, wish, requestedAt);
  if (reading.gate !== "passed") return reading;
  return { ...reading, outputs: { settledAt: iso(now), ...(wish.ca ? { caPem: caPemOf(cluster) } : {}) } };
}

const dayMs = 86_400_000;

function caPemOf({ caPem = "" }: ClusterRow): Json {
  return caPem.endsWith("\n") ? caPem : `${caPem}\n`;
}

async function etcdNow({ session }: Act): Promise<EtcdLook> {
  const cluster = await readCluster(session);
  return lookAtEtcd(session, cluster, await readNodes(session, cluster.id));
}

function gateEtcd({ step }: Act, { stale, unseen, looked, fingerprints, isOver }: EtcdLook): GateReading {
  if (stale.length > 0) {
    const sentence = `etcd still serves an older certificate than the listed one: ${stale.join(", ")}`;
    if (!isOver) return { gate: "waiting", sentence };
    const why = "nothing has been updated for ten minutes, so none will follow: somebody may have rotated meanwhile";
    return { gate: "violated", sentence: `${sentence}; ${why}`, evidence: { endpoints: stale } };
  }
  if (unseen.length > 0) {
    const sentence = `etcd was not seen at ${unseen.join(", ")}. Look at what it serves from a host that can (openssl s_client -connect ADDRESS with a client certificate of the cluster); if it is the old one, rotate etcd once more, then confirm`;
    return { gate: "asks", sentence };
  }
  const sentence = `etcd serves what is listed at ${looked} endpoint${looked === 1 ? "" : "s"}`;
  return { gate: "passed", sentence, evidence: { ...fingerprints, step: step.id } };
}
