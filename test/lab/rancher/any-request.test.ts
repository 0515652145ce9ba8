import fc from "fast-check";
import { expect, test } from "vitest";
import { rancherModel } from "../../../src/lab/rancher/index.ts";
import { action, controlPlane, now, owner, rancher, rke1, v2 } from "./talk.ts";

const known = [
  rke1,
  action,
  v2,
  controlPlane,
  "/v3/nodes?clusterId=c-fgltw",
  "/v3/schemas/cluster",
  "/k8s/clusters/c-m-edge0000/api/v1/events",
  "/apis/management.cattle.io/v3/clusters/c-fgltw",
];

const paths = fc.oneof(
  fc.constantFrom(...known),
  fc.tuple(fc.constantFrom(...known), fc.string()).map(([path, more]) => path + more),
  fc.webPath().map((path) => `/v3${path}`),
  fc.constantFrom("/v3/clusters/%zz", "/v1/a/b/c/d", "/", "", "/v3/clusters?limit=0&sort=&marker=%"),
);

const block = fc.record({ generation: fc.jsonValue(), services: fc.jsonValue() }, { requiredKeys: [] });
const bodies = fc.oneof(
  fc.string(),
  fc.json(),
  block.map((rotateCertificates) =>
    JSON.stringify({ metadata: { resourceVersion: "100001" }, spec: { rkeConfig: { rotateCertificates } } }),
  ),
);

test("whatever is asked is answered with a status and a text, and time goes on after it", () => {
  const state = rancher();
  const methods = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  fc.assert(
    fc.property(methods, paths, bodies, (method, path, body) => {
      const headers = { authorization: `Bearer ${owner}`, "content-type": "application/merge-patch+json" };
      const done = rancherModel.step(state, { method, path, headers, body }, now);
      expect(done.reply?.status).toBeGreaterThanOrEqual(200);
      expect(typeof done.reply?.body).toBe("string");
      const later = rancherModel.advance(done.state, now + 86_400_000);
      expect(Array.isArray(rancherModel.broken(later, now))).toBe(true);
    }),
    { numRuns: 400 },
  );
});
