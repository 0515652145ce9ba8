import { expect, test } from "vitest";
import type { Slot } from "../../../src/model/slot.ts";
import { configurableUnderRoot, customerCas, movingLeaves } from "../../../src/providers/opsman/ca-rows.ts";
import { opsmanCures } from "../../../src/providers/opsman/cures.ts";
import { opsmanDrift } from "../../../src/providers/opsman/drift.ts";
import { atLeast } from "../../../src/providers/opsman/release.ts";
import { violationWords } from "../../../src/providers/opsman/safety.ts";
import { recreationCauses } from "../../../src/providers/opsman/stemcells.ts";
import type { CertificateRow } from "../../../src/providers/opsman/wire.ts";
import { added, anObservation, now, type Observed, root } from "./an-observation.ts";

test("releases are compared by their numbers, whatever stands behind them", () => {
  expect(atLeast("2.10.43-build.123", 2, 10, 20)).toBe(true);
  expect(atLeast("2.9.43", 2, 10)).toBe(false);
  expect(atLeast("3.0.25+LTS-T", 3, 0, 5)).toBe(true);
  expect(atLeast("3.0", 3, 0, 5)).toBe(false);
});

const stemcell = (os: string, version: string): Parameters<typeof recreationCauses>[1] => [
  { product: "cf", os, version },
];

test("VMs must be recreated on old releases, on older stemcells, and where nothing is known of them", () => {
  expect(recreationCauses("2.10.19", stemcell("ubuntu-jammy", "1.83"))).toEqual([
    "Ops Manager 2.10.19 is older than 2.10.20",
  ]);
  expect(recreationCauses("2.10.43", undefined)).toHaveLength(1);
  expect(recreationCauses("2.10.43", stemcell("ubuntu-xenial", "621.170"))).toEqual([
    "stemcell ubuntu-xenial 621.170, older than 621.171 (cf)",
  ]);
  expect(recreationCauses("2.10.43", stemcell("ubuntu-plucky", "1.1"))).toEqual([
    "stemcell ubuntu-plucky 1.1, of which no source tells (cf)",
  ]);
  for (const [os, version] of [
    ["ubuntu-xenial", "621.171"],
    ["ubuntu-jammy", "1.8"],
    ["ubuntu-bionic", "1.36"],
    ["windows2019", "2019.41"],
  ] as const) {
    expect(recreationCauses("2.10.20", stemcell(os, version))).toEqual([]);
  }
});

const platform = "/C=US/O=Pivotal";

function row(reference: string, more: Partial<CertificateRow> = {}): CertificateRow {
  const location = reference.startsWith("/") ? "credhub" : "ops_manager";
  const dates = { validFrom: now - 1000, validUntil: now + 1000 };
  return {
    isCa: false,
    configurable: false,
    location,
    productGuid: "cf",
    reference,
    issuer: platform,
    ...dates,
    ...more,
  };
}

const rows: readonly CertificateRow[] = [
  row(".properties.root_ca.f7bc", { isCa: true, configurable: true }),
  row(".properties.router_backend_tls"),
  row("/services/tls_ca", { isCa: true, issuer: "/CN=services" }),
  row("/services/tls_leaf", { issuer: "/CN=services" }),
  row("/customer/ca", { isCa: true, configurable: true, issuer: "/CN=acme" }),
  row("/customer/leaf", { issuer: "/CN=acme" }),
  row("/cf/diego", { issuer: "/CN=diego" }),
  row(".properties.poe", { configurable: true }),
  row(".properties.public", { configurable: true, issuer: "/CN=public CA" }),
];

test("leaves move with the root, but for those under the services' CA and under what exclude names", () => {
  const names = (exclude: readonly string[]): readonly string[] =>
    movingLeaves(rows, exclude).map((one) => one.reference);
  expect(names([])).toEqual([".properties.router_backend_tls", "/customer/leaf", "/cf/diego"]);
  expect(names(["/customer/ca"])).toEqual([".properties.router_backend_tls", "/cf/diego"]);
});

test("configurable leaves by the root hang on it, until they are newer than the trust in both", () => {
  const names = (trustedAt: number | undefined): readonly string[] =>
    configurableUnderRoot(rows, trustedAt).map(({ reference }) => reference);
  expect(names(undefined)).toEqual([".properties.poe"]);
  expect(names(now - 2000)).toEqual([]);
  expect(names(now)).toEqual([".properties.poe"]);
  expect(customerCas(rows)).toEqual(["/customer/ca"]);
});

test("a violation is told with its literal text, the certificates, and the step that is missing", () => {
  const body = {
    safety_violations: [
      {
        violation: "signing version has to be transitional if there is a transitional certificate authority",
        certificate_names: ["/cf/diego"],
      },
      { violation: "something new", certificate_names: [] },
    ],
    errors: ["failed to regenerate certificates"],
  };
  expect(violationWords(body)).toEqual([
    "signing version has to be transitional if there is a transitional certificate authority (/cf/diego): activate was left out: activate the new CA first",
    "something new: what it means is documented nowhere; vendor support",
  ]);
  expect(violationWords({ errors: ["Install in progress"] })).toEqual([]);
  expect(violationWords([])).toEqual([]);
});

const slot = (slotClass: Slot["class"]): Slot => ({ name: slotClass, class: slotClass });

test("only dates are cured: of the root by ca, of leaves by ca and leaves", () => {
  const cured = (code: string, slotClass: Slot["class"], rotate: readonly string[]): boolean => {
    const { target } = anObservation({ rotate });
    return opsmanCures({ code, sentence: "", evidence: {}, slot: slot(slotClass) }, target);
  };
  for (const code of ["Expired", "NearExpiry", "MaximumAge"]) {
    expect(cured(code, "root", ["ca"])).toBe(true);
    expect(cured(code, "root", ["leaves"])).toBe(false);
    expect(cured(code, "leaf", ["ca"])).toBe(true);
    expect(cured(code, "leaf", ["leaves"])).toBe(true);
    expect(cured(code, "leaf", [])).toBe(false);
  }
  for (const code of ["SignatureHash", "MinimumKey", "KeyType", "MaximumLifetime"])
    expect(cured(code, "root", ["ca", "leaves"])).toBe(false);
});

function driftOf(observed: Observed): readonly string[] {
  const { target, observation } = anObservation(observed);
  return opsmanDrift({ target, observation, recorded: undefined, now }).map((line) => line.code);
}

test("drift: an extra inactive CA, where the target may not rotate it", () => {
  const cas = [root, added];
  expect(driftOf({ rotate: ["leaves"], facts: { cas } })).toEqual(["OpsmanExtraCa"]);
  expect(driftOf({ rotate: ["leaves"] })).toEqual([]);
});

test("drift: deployments that lag behind", () => {
  expect(driftOf({ rotation: { outdated: ["cf-1"] } })).toEqual(["OpsmanOutdatedDeployments"]);
});

test("drift: an empty list with products deployed is an alarm", () => {
  expect(driftOf({ facts: { listed: 0 } })).toEqual(["OpsmanEmptyListing"]);
  expect(driftOf({ facts: { listed: 0, products: [] } })).toEqual([]);
});
