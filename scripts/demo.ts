import process from "node:process";
import { type ClusterLeaves, lookAtCluster } from "./demo/cluster.ts";
import { certplan, conclude, say, sayKilled } from "./demo/shell.ts";
import { changesAmong, handLeaf, openStage, type Stage } from "./demo/stage.ts";

/**
 * The main job of certplan in less than a minute, with real processes, sockets and certificates: plan, apply of two
 * platforms at once, a SIGKILL at the two worst moments, apply going on, and drift. It checks what it shows, and exits 1 if something is not so.
 */
async function demo(): Promise<void> {
  const began = performance.now();
  const stage = await openStage();
  try {
    say(
      "A lab on this machine: an Ops Manager whose root CA ends in 25 days, a Rancher with an RKE1 cluster whose leaves",
      "end in 20 days, three TLS endpoints.",
    );
    const old = stage.opsman.state().cas.map(({ guid }) => guid);
    const before = await lookAtCluster(stage);
    const { digest, steps } = await showPlan(stage);
    await killUnanswered(stage, digest);
    await killHalfWay(stage);
    await goOn(stage, old);
    await clusterIsNew(stage, before);
    await nothingLeft(stage);
    await changeBehindItsBack(stage);
    const seconds = Math.round((performance.now() - began) / 1000);
    const { opsman, rancher } = stage.asked;
    const changes = changesAmong(opsman).length + changesAmong(rancher).length;
    conclude(
      `Shown and checked in ${seconds} s: a root CA with its leaves, and the leaves of a cluster, replaced in ${steps} steps,\n` +
        `through kill -9 twice. Of ${opsman.length} requests to Ops Manager and ${rancher.length} to Rancher ${changes} changed ` +
        "something, each sent once.\nAll etcd servers show new certificates. Both changes by others were found (exit 2).",
    );
  } finally {
    await stage.close();
  }
}

async function showPlan({ directory, asked }: Stage): Promise<{ digest: string; steps: number }> {
  const { exit, out } = await certplan(directory, ["plan"]).ended;
  holds(exit === 0, `plan ended with exit ${exit}, not 0`);
  const digest = /certplan apply --expect (sha256:[0-9a-f]{64})/.exec(out)?.[1];
  const steps = /\. (\d+) steps, /.exec(out)?.[1];
  if (digest === undefined || steps === undefined) throw new NotSo("the plan does not tell its digest and its steps");
  holds(changesAmong([...asked.opsman, ...asked.rancher]).length === 0, "plan has changed something");
  return { digest, steps: Number(steps) };
}

async function killUnanswered({ directory, asked, opsman, killWhen }: Stage, digest: string): Promise<void> {
  say(
    "Run exactly that, both at once; kill -9 when Ops Manager has made the new CA and Rancher has begun to rotate the",
    "cluster, and neither has replied yet. No call takes either back.",
  );
  const apply = certplan(directory, ["apply", "--expect", digest]);
  killWhen({ [generateCall]: 1, [rotateCall]: 1 }, apply);
  const { signal } = await apply.ended;
  holds(signal === "SIGKILL", "apply was over before it could be killed");
  sayKilled();
  holds(changesAmong(asked.opsman).join() === generateCall, `apply had not sent just ${generateCall}`);
  holds(changesAmong(asked.rancher).join() === rotateCall, `apply had not sent just ${rotateCall}`);
  holds(opsman.state().cas.length === 2, "Ops Manager has not made a second CA");
}

async function killHalfWay({ directory, opsman, killWhen }: Stage): Promise<void> {
  say(
    "Nothing here knows whether the two arrived. The next apply asks. kill -9 again, with the new CA active, mid-install.",
  );
  const apply = certplan(directory, ["apply"]);
  killWhen({ [installCall]: 2 }, apply);
  const { signal } = await apply.ended;
  holds(signal === "SIGKILL", "the second apply was over before it could be killed");
  sayKilled();
  holds(opsman.state().cas.length === 2, "the second apply has made another CA");
}

async function goOn({ directory, asked, opsman }: Stage, old: readonly string[]): Promise<void> {
  say("A foundation half-way between two CAs, and an install that may run or not. The next apply goes on.");
  const { exit } = await certplan(directory, ["apply"]).ended;
  holds(exit === 0, `the third apply ended with exit ${exit}, not 0`);
  const changes = changesAmong(asked.opsman);
  holds(changes.filter((call) => call === generateCall).length === 1, "generate was sent more than once");
  holds(changes.filter((call) => call === installCall).length === 3, "the installs were not exactly three");
  const { cas, leaves } = opsman.state();
  const [root, ...others] = cas;
  holds(root?.active === true && others.length === 0 && !old.includes(root.guid), "the new CA is not the only one");
  for (const { reference, deployed, staged } of leaves.filter(({ under }) => under === undefined)) {
    holds(deployed.ca === root?.guid && staged === undefined, `${reference} is not by the new CA`);
  }
}

async function clusterIsNew(stage: Stage, before: ClusterLeaves): Promise<void> {
  holds(changesAmong(stage.asked.rancher).join() === rotateCall, "the cluster was not asked to rotate exactly once");
  const after = await lookAtCluster(stage);
  const wanted = before.storedUntil + oneYearMs;
  holds(after.storedUntil > wanted, "Rancher holds a leaf of the cluster that still ends soon");
  holds(after.runningUntil > wanted, "a node of the cluster runs with a leaf that ends soon");
  const old = before.etcd.map(({ fingerprint }) => fingerprint);
  for (const { fingerprint, until } of after.etcd) {
    holds(!old.includes(fingerprint) && until > wanted, "an etcd server shows its old certificate");
  }
  holds(after.etcd.length === 3, "the cluster has not shown three etcd servers");
}

async function nothingLeft({ directory }: Stage): Promise<void> {
  const plan = await certplan(directory, ["plan"]).ended;
  holds(plan.exit === 0 && /^Nothing to (?:do|rotate)/m.test(plan.out), "the plan after the apply is not empty");
  const drift = await certplan(directory, ["drift"]).ended;
  holds(drift.exit === 0, `drift ended with exit ${drift.exit}, not 0`);
}

async function changeBehindItsBack(stage: Stage): Promise<void> {
  say("Behind its back somebody renews a leaf and installs it, and portal gets a self-signed certificate.");
  stage.renewLeafByHand();
  await stage.selfSign("portal");
  const { exit, out } = await certplan(stage.directory, ["drift"]).ended;
  holds(exit === 2, `drift ended with exit ${exit}, not 2`);
  for (const name of ["opsman", "portal"]) {
    holds(new RegExp(`^.*${name} .*drifted`, "m").test(out), `drift does not say that ${name} drifted`);
  }
  holds(out.includes(handLeaf), `drift does not name ${handLeaf}`);
  holds(!/^.*(?:rancher|shop|mail) .*drifted/m.test(out), "drift names a target that nobody touched");
}

const generateCall = "POST /api/v0/certificate_authorities/generate";
const installCall = "POST /api/v0/installations";
const rotateCall = "POST /v3/clusters/c-fgltw?action=rotateCertificates";
const oneYearMs = 365 * 86_400_000;

/** Something that the demonstration shows is not so. */
class NotSo extends Error {}

function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new NotSo(otherwise);
}

try {
  await demo();
} catch (error) {
  if (!(error instanceof NotSo)) throw error;
  process.stderr.write(`demo failed: ${error.message}\n`);
  process.exitCode = 1;
}
