import { expect, test } from "vitest";
import { rancherProvider } from "../../../src/providers/rancher/index.ts";
import { origin, rancherOf, rancherWorld } from "../../build/rancher-world.ts";
import { anAct, type FakeAct } from "../../kinds/an-act.ts";
import { aSession } from "./a-session.ts";

const kind = rancherProvider.kinds["rancher.write-kubeconfig"];
const state = rancherOf(await rancherWorld());
const caPem = state.rke1[0]?.cas[0]?.pem ?? "";
const otherPem = state.v2[0]?.ca.pem ?? "";

function act(to: object = { file: "/out/kubeconfig", mode: 0o600, merge: false }): FakeAct {
  return { ...anAct({ to: to as never, caPem }), session: aSession(state, {}).session };
}

/** As Rancher writes it: long values are broken with a backslash. */
function kubeconfig(ca: string): string {
  const data = Buffer.from(ca).toString("base64");
  const broken = `${data.slice(0, 60)}\\\n      ${data.slice(60)}`;
  return [
    "apiVersion: v1",
    "clusters:",
    '- name: "prod"',
    "  cluster:",
    `    server: "${origin}/k8s/clusters/c-fgltw"`,
    '    certificate-authority-data: "cmFuY2hlcg=="',
    '- name: "prod-server-1"',
    "  cluster:",
    '    server: "https://10.2.0.11:6443"',
    `    certificate-authority-data: "${broken}"`,
    "users:",
    '- name: "prod"',
    "  user:",
    '    token: "kubeconfig-u:secret"',
    "",
  ].join("\n");
}

function stored(one: FakeAct, text: string): FakeAct {
  void one.files.createExclusively("/out/kubeconfig", new TextEncoder().encode(text), 0o600);
  return one;
}

test.each([
  ["the new CA in its direct context", kubeconfig(caPem), "passed", "done"],
  ["the CA of before in its direct context", kubeconfig(otherPem), "violated", "unknown"],
  [
    "no direct context",
    kubeconfig(caPem).replace("https://10.2.0.11:6443", `${origin}/k8s/clusters/x`),
    "passed",
    "unknown",
  ],
])("a stored kubeconfig with %s", async (_what, text, gate, outcome) => {
  const one = stored(act(), text);
  expect(await kind?.gate?.(one)).toMatchObject({ gate });
  expect(await kind?.probe?.(one)).toMatchObject({ outcome });
});

test("nothing stored is no proof, and a program is believed by its end", async () => {
  expect(await kind?.gate?.(act())).toMatchObject({ gate: "violated" });
  const program = act({ run: ["./vault.sh"], timeoutSeconds: 60 });
  expect(await kind?.perform?.(program)).toEqual({});
  expect(program.ran).toMatchObject([{ argv: ["./vault.sh"], stdin: expect.anything() }]);
  expect(await kind?.gate?.(program)).toMatchObject({ gate: "passed" });
});
