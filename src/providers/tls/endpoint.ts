import type { Json, JsonObject } from "../../model/json.ts";
import type { Fingerprint } from "../../model/slot.ts";
import { isAddress } from "../../pki/index.ts";
import type { TrustAnchors } from "../../ports/index.ts";

/** `connection` of a tls target, frozen in plans. */
export interface TlsConnection {
  /** `host:port`, IPv6 in brackets. */
  readonly address: string;
  /** Asked for and verified; the host of `address` if absent. */
  readonly serverName?: string;
  readonly backends?: readonly string[];
  readonly trust: TrustAnchors;
}

/** `options.expect` of a tls target. */
export interface TlsExpectations {
  /** Names that each leaf must cover. */
  readonly names?: readonly string[];
  /** Parts that the leaf's issuer must have: `O=Example CA`. */
  readonly issuer?: string;
  /** `false`: backends may show different leaves. */
  readonly same?: boolean;
}

/** One place that is dialled, and the slot that stands for what it shows. */
export interface Endpoint {
  readonly slot: string;
  readonly address: string;
  readonly host: string;
  readonly port: number;
}

/** Reads what the estate put together; its shape was validated there. */
export function connectionOf(connection: JsonObject): TlsConnection {
  const { address, serverName, backends, trust } = connection;
  return {
    address: typeof address === "string" ? address : "",
    ...(typeof serverName === "string" ? { serverName } : {}),
    ...(Array.isArray(backends) ? { backends: backends.map(String) } : {}),
    trust: trustOf(trust),
  };
}

export function expectationsOf(options: JsonObject): TlsExpectations {
  const expect = objectOf(options["expect"]);
  return {
    ...(Array.isArray(expect["names"]) ? { names: expect["names"].map(String) } : {}),
    ...(typeof expect["issuer"] === "string" ? { issuer: expect["issuer"] } : {}),
    ...(typeof expect["same"] === "boolean" ? { same: expect["same"] } : {}),
  };
}

/** The address itself (slot `leaf`), then each backend (slot `leaf@<backend>`), each once. */
export function endpointsOf(connection: TlsConnection): readonly Endpoint[] {
  const backends = new Set(connection.backends ?? []);
  backends.delete(connection.address);
  return [
    endpointAt("leaf", connection.address),
    ...Array.from(backends, (backend) => endpointAt(`leaf@${backend}`, backend)),
  ];
}

/** What the certificate must be for: `serverName`, or the host of the address. */
export function verifiedName(connection: TlsConnection): string {
  return connection.serverName ?? endpointAt("leaf", connection.address).host;
}

/** What is sent as SNI: no addresses (RFC 6066, section 3). */
export function sentName(connection: TlsConnection): string | undefined {
  const name = verifiedName(connection);
  return isAddress(name) ? undefined : name;
}

function endpointAt(slot: string, address: string): Endpoint {
  const cut = address.lastIndexOf(":");
  const host = address.slice(0, cut).replace(/^\[|\]$/g, "");
  return { slot, address, host, port: Number(address.slice(cut + 1)) };
}

function trustOf(value: Json | undefined): TrustAnchors {
  const { ca, pins, system, verify } = objectOf(value);
  return {
    ...(typeof ca === "string" ? { ca } : {}),
    ...(Array.isArray(pins) ? { pins: pins.map((pin) => String(pin) as Fingerprint) } : {}),
    ...(typeof system === "boolean" ? { system } : {}),
    ...(typeof verify === "boolean" ? { verify } : {}),
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
