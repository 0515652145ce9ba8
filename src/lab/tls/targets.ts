import { type LabSite, type LabTarget, rootFile } from "../scenario.ts";
import { credentialFor, type ShowingKind } from "./credentials.ts";
import { type LabEndpoint, openEndpoint, openFleet } from "./endpoint.ts";
import { type EndpointKind, endpointKinds } from "./kinds.ts";

/** A TLS endpoint that is up, and whose certificate can be changed behind certplan's back. */
export interface LabTlsTarget extends LabTarget {
  /** From now on new connections are shown a new certificate of this kind. Throws if the endpoint shows none. */
  readonly show: (kind: ShowingKind) => Promise<void>;
}

/** An endpoint of this kind as a target, of the same name if none is given. */
export async function tlsTarget(site: LabSite, kind: EndpointKind, name: string = kind): Promise<LabTlsTarget> {
  const { mint, authority } = site;
  const endpoint = await openEndpoint(mint, authority, { kind, serverName: `${name}.lab.test` });
  const address = addressOf(endpoint);
  return {
    name,
    address,
    explain: endpointKinds[kind],
    yaml: entry(name, address, endpoint.serverName),
    files: {},
    close: endpoint.close,
    show: async (other) => {
      if (endpoint.show === undefined)
        throw new TypeError(`an endpoint that ${endpointKinds[kind]} shows no certificate`);
      endpoint.show(await credentialFor(mint, authority, other, endpoint.serverName));
    },
  };
}

/** One name with two backends that show different certificates, which the estate says must not be. */
export async function twoBackendsTarget(site: LabSite): Promise<LabTarget> {
  const name = "two-backends";
  const request = { kind: "good-ec", serverName: `${name}.lab.test` } as const;
  const first = await openEndpoint(site.mint, site.authority, request);
  const second = await openEndpoint(site.mint, site.authority, request);
  return {
    name,
    address: addressOf(first),
    explain: "two backends of one name that show different certificates",
    yaml: [
      ...entry(name, addressOf(first), request.serverName),
      `backends: ["${addressOf(first)}", "${addressOf(second)}"]`,
      "expect: { same: true }",
    ],
    files: {},
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
}

/** Many good endpoints, each a target; `latencyMs` passes before each answers. They share one certificate. */
export async function fleetTargets(site: LabSite, count: number, latencyMs: number): Promise<readonly LabTarget[]> {
  const serverName = "fleet.lab.test";
  const shown = await openEndpoint(site.mint, site.authority, { kind: "good-ec", serverName });
  await shown.close();
  if (shown.credential === undefined) return [];
  const fleet = await openFleet({ count, latencyMs, clock: site.ports.clock, credentials: [shown.credential] });
  return fleet.ports.map((port, index) => {
    const name = `fleet-${String(index + 1).padStart(4, "0")}`;
    const address = `127.0.0.1:${port}`;
    const close = index === 0 ? fleet.close : async () => undefined;
    const explain = `a good chain, ${latencyMs} ms away`;
    return { name, address, explain, yaml: entry(name, address, serverName), files: {}, close };
  });
}

function entry(name: string, address: string, serverName: string): readonly string[] {
  return [
    `name: ${name}`,
    "type: tls",
    `address: ${address}`,
    `serverName: ${serverName}`,
    `trust: { caFile: ./${rootFile} }`,
  ];
}

function addressOf(endpoint: LabEndpoint): string {
  return `127.0.0.1:${endpoint.port}`;
}
