import { readOutput, refuseOutputInGit, storeOutput } from "../../kinds/index.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Output } from "../../model/target.ts";
import { fingerprintOf, parsePemBundle } from "../../pki/index.ts";
import { outcomeUnknown } from "../../web/index.ts";
import { send } from "./client.ts";
import { connectionOf } from "./connection.ts";
import { asObject } from "./reply.ts";

/** `POST /v3/clusters/<id>?action=generateKubeconfig`, then the file or the program of the estate. */
export const writeKubeconfig: StepKind = {
  version: 1,
  explain:
    "Asks Rancher for a new kubeconfig of the cluster and puts it where the estate says. Each time that makes an API token (30 days, unless Rancher is set otherwise), so it is done in apply only, and a repeat makes one more. The kubeconfig stands in no plan and no journal. Its gate reads the file back: every direct context must hold the new CA.",
  baseline: async (act) => {
    await refuseOutputInGit(act, toOf(act));
    return null;
  },
  perform: async (act) => {
    await storeOutput(act, toOf(act), await generated(act));
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const direct = directCas(act, await readOutput(act, toOf(act)));
    if (direct.length > 0 && direct.every((ca) => ca === caOf(act)))
      return { outcome: "done", outputs: {}, sentence: "what is stored holds the new CA" };
    return { outcome: "unknown", sentence: "nothing stored tells whether one was made" };
  },
  gate: async (act): Promise<GateReading> => {
    const to = toOf(act);
    if (!("file" in to)) return { gate: "passed", sentence: "its program ended with 0", evidence: {} };
    const evidence = { file: to.file };
    const stored = await readOutput(act, to);
    if (stored === undefined) return { gate: "violated", sentence: `there is no ${to.file}`, evidence };
    const direct = directCas(act, stored);
    if (direct.some((ca) => ca !== caOf(act)))
      return { gate: "violated", sentence: `${to.file} has a direct context with another CA`, evidence };
    const words = direct.length === 0 ? "which has no direct context" : "direct contexts with the new CA";
    return { gate: "passed", sentence: `${to.file} holds it, ${words}`, evidence };
  },
};

function toOf({ inputs }: Act): Output["to"] {
  return inputs["to"] as unknown as Output["to"];
}

async function generated({ session }: Act): Promise<string> {
  const path = `/v3/clusters/${encodeURIComponent(connectionOf(session).cluster)}?action=generateKubeconfig`;
  const sent = await send(session, "POST", path, undefined);
  const config = "reply" in sent ? asObject(sent.reply)["config"] : undefined;
  if (typeof config === "string") return config;
  throw outcomeUnknown(session, path, "its answer holds no kubeconfig");
}

/**
 * Fingerprints of the CA in each context that does not lead through Rancher: that one holds Rancher's own CA, and
 * survives. Rancher writes each entry as `- name:`, and breaks long values with a backslash. Source: reference/rancher,
 * section 4.
 */
function directCas({ session }: Act, stored = ""): readonly string[] {
  const entries = stored.replaceAll(/\\\r?\n\s*/g, "").split(/^\s*- name:/m);
  return entries.flatMap((entry) => {
    const server = /^\s+server:\s*"?([^"\s]+)/m.exec(entry)?.[1];
    if (server === undefined || server.startsWith(connectionOf(session).origin)) return [];
    const data = /^\s+certificate-authority-data:\s*"?([A-Za-z0-9+/=]+)/m.exec(entry)?.[1] ?? "";
    return [fingerprintIn(Buffer.from(data, "base64").toString("utf8"))];
  });
}

function caOf({ inputs }: Act): string {
  return fingerprintIn(inputs["caPem"] as string);
}

function fingerprintIn(pem: string): string {
  const [der] = parsePemBundle(pem);
  return der === undefined ? "" : fingerprintOf(der);
}
