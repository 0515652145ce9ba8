import type { GateReading, StepKind } from "../../model/provider.ts";
import { anchorsOf, fingerprintOf, parsePemBundle, verifyChain } from "../../pki/index.ts";
import { readCluster } from "./cluster-wire.ts";
import { fingerprintIn } from "./judge-run.ts";
import { apiAddresses } from "./observe-action.ts";
import { lookAt } from "./sight.ts";

/** Gate only: two generations of kube-ca share name and serial number, so only a signature tells them apart. */
export const verifyCa: StepKind = {
  version: 1,
  explain:
    "Reads kube-ca once more, and looks at the API server on the wire: what it serves must be signed by the new CA. Where it cannot be seen, this rests on the platform's word.",
  gate: async (act): Promise<GateReading> => {
    const { session } = act;
    const caPem = act.inputs["caPem"] as string;
    const [der] = parsePemBundle(caPem);
    const wanted = der === undefined ? "" : fingerprintOf(der);
    const cluster = await readCluster(session);
    const found = fingerprintIn(cluster) ?? "none";
    if (found !== wanted) {
      return {
        gate: "violated",
        sentence: `kube-ca is ${found.slice(0, 12)}, not the new one`,
        evidence: { found, wanted },
      };
    }
    const sights = (await lookAt(session, apiAddresses(session, cluster))).filter(({ chain }) => chain.length > 0);
    const verdicts = await Promise.all(
      sights.map(async ({ address, chain }) => {
        const sent = chain.map((one) => one.der);
        const verdict = await verifyChain({
          sent,
          anchors: anchorsOf([caPem]),
          at: session.clock.now(),
          purpose: "serverAuth",
        });
        return { address, verified: verdict.verified };
      }),
    );
    const old = verdicts.filter(({ verified }) => !verified).map(({ address }) => address);
    if (old.length > 0) {
      const sentence = `${old.join(", ")} serves a leaf that the new CA did not sign`;
      return { gate: "violated", sentence, evidence: { endpoints: old } };
    }
    const where =
      sights.length === 0 ? "not seen on the wire" : `served at ${sights.map(({ address }) => address).join(", ")}`;
    return { gate: "passed", sentence: `kube-ca is the new one; leaves by it: ${where}`, evidence: { kubeCa: wanted } };
  },
};
