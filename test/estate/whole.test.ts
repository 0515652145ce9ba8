import { expect, test } from "vitest";
import { omParis } from "./om-paris.ts";
import { caPem, estateFrom } from "./read.ts";

test("every key of an Ops Manager target is read: as the provider gets it, with paths beside the file and units", async () => {
  const { targets } = await estateFrom({ "paris/certplan.yaml": omParis }, { "paris/ca/om-paris-web.pem": caPem });
  const { place, policy, ...target } = targets[0] ?? {};
  expect(target).toEqual({
    name: "om-paris",
    type: "opsman",
    rotate: ["ca"],
    after: [],
    accept: [
      {
        cut: "opsman-unproven-instances",
        members: ["p.rabbitmq"],
        maximumSeconds: 7200,
        until: "2026-12-31T23:59:59Z",
        ticket: "CHG-4710",
      },
    ],
    consumers: [
      {
        name: "ci-bosh",
        of: "root-ca",
        trusts: "issuer",
        update: { manual: "add the new root to BOSH_CA_CERT" },
        verify: { run: ["paris/checks/bosh-env.sh"], timeoutSeconds: 60 },
      },
    ],
    issuers: { corp: { type: "command", run: ["paris/sign.sh"], timeoutSeconds: 60 } },
    connection: {
      origin: "https://opsman.paris.example.com",
      trust: { ca: caPem },
      credentials: { kind: "uaa-client", id: "certplan", secret: { env: "OM_PARIS_SECRET" } },
      readCredentials: { kind: "uaa-client", id: "certplan-view", secret: { env: "OM_PARIS_VIEW" } },
      unlock: { passphrase: { env: "OM_PARIS_PASSPHRASE" } },
    },
    options: {
      issuer: "platform",
      exclude: ["/customer/ca"],
      configurable: [
        {
          product: "cf",
          property: ".properties.networking_poe_ssl_certs",
          element: "wildcard",
          issuer: "corp",
          sans: ["*.apps.example.com", "*.sys.example.com"],
        },
        { product: "p.redis", property: ".properties.tls", keep: "public CA, not this root" },
      ],
      apply: {
        pendingChanges: "refuse",
        ignoreWarnings: [],
        errands: { "p.mysql": { "upgrade-all-service-instances": "run", "smoke-tests": "default" } },
        instances: { "p.mysql": "errand", "p.rabbitmq": "manual" },
        recreate: "auto",
        forceLatestVariables: "auto",
        timeoutSeconds: 72_000,
      },
    },
  });
  expect(policy?.name).toBe("baseline");
  expect(place?.("accept.0.until")).toMatchObject({ file: "paris/certplan.yaml", line: 35, column: 85 });
});
