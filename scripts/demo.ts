import process from "node:process";
import { certplan, conclude, say, sayKilled } from "./demo/shell.ts";
import { changesAmong, handLeaf, openStage, type Stage } from "./demo/stage.ts";

/**
 * The main job of certplan in a quarter of a minute, with real processes, sockets and certificates: plan, apply, a
 * SIGKILL at the worst moment, apply going on, and drift. It checks what it shows, and exits 1 if something is not so.
 */
async function demo(): Promise<void> {
  const began = performance.now();
  const stage = await openStage();
  try {
    say("A lab on this machine: an Ops Manager whose leaf certificates end in 20 days, three TLS endpoints.");
    const { digest, steps } = await showPlan(stage);
    await applyAndKill(stage, digest);
    await goOn(stage);
    await nothingLeft(stage);
    await changeBehindItsBack(stage);
    const leaves = new Set(stage.opsman.state().leaves.map(({ reference }) => reference)).size;
    const seconds = Math.round((performance.now() - began) / 1000);
    conclude(
      `Shown and checked in ${seconds} s: ${leaves} leaves replaced in ${steps} steps, through a kill -9. Of ` +
        `${stage.requests.length} requests\n` +
        `to Ops Manager ${changesAmong(stage.requests).length} changed something, each sent once. Both changes by others were found (exit 2).`,
    );
  } finally {
    await stage.close();
  }
}

async function showPlan({ directory, requests }: Stage): Promise<{ digest: string; steps: number }> {
  const { exit, out } = await certplan(directory, ["plan"]).ended;
  holds(exit === 0, `plan ended with exit ${exit}, not 0`);
  const digest = /certplan apply --expect (sha256:[0-9a-f]{64})/.exec(out)?.[1];
  const steps = /\. (\d+) steps, /.exec(out)?.[1];
  if (digest === undefined || steps === undefined) throw new NotSo("the plan does not tell its digest and its steps");
  holds(changesAmong(requests).length === 0, "plan has changed something");
  return { digest, steps: Number(steps) };
}

async function applyAndKill({ directory, requests, killAtInstall }: Stage, digest: string): Promise<void> {
  say("Run exactly that; kill -9 when Ops Manager has begun to install and has not replied yet.");
  const apply = certplan(directory, ["apply", "--expect", digest]);
  killAtInstall(apply.pid, apply.ended);
  const { signal } = await apply.ended;
  holds(signal === "SIGKILL", "apply was over before it could be killed");
  sayKilled();
  const expected = [regenerateCall, installCall];
  holds(changesAmong(requests).join() === expected.join(), `apply had not sent just ${expected.join(" and ")}`);
}

async function goOn({ directory, requests, opsman }: Stage): Promise<void> {
  say("Nothing here knows whether that install began. The next apply asks, and does nothing twice.");
  const before = requests.length;
  const { exit } = await certplan(directory, ["apply"]).ended;
  holds(exit === 0, `the second apply ended with exit ${exit}, not 0`);
  holds(requests.length > before, "the second apply has asked nothing");
  holds(changesAmong(requests.slice(before)).length === 0, "the second apply has sent a change");
  const { leaves, installations } = opsman.state();
  holds(installations.length === 2, `Ops Manager has ${installations.length} installs, not the old one and one more`);
  for (const { reference, deployed, staged } of leaves) {
    holds(deployed.generation === 2 && staged === undefined, `${reference} was not replaced exactly once`);
  }
}

async function nothingLeft({ directory }: Stage): Promise<void> {
  const plan = await certplan(directory, ["plan"]).ended;
  holds(plan.exit === 0 && plan.out.includes("\nNothing to do.\n"), "the plan after the apply is not empty");
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
  holds(!/^.*(?:shop|mail) .*drifted/m.test(out), "drift names a target that nobody touched");
}

const regenerateCall = "POST /api/v0/certificate_authorities/active/regenerate";
const installCall = "POST /api/v0/installations";

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
