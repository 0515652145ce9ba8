import { isIP } from "node:net";
import type { TlsTarget } from "../../generated/estate.ts";
import { schemas } from "../../generated/schemas.ts";
import type { Path } from "../places.ts";
import type { DeclarationContext, TargetType } from "../target-type.ts";

/** connection `{ address, serverName?, backends?, trust }`, addresses as `host:port`; options `{ expect? }` as declared. */
export const tlsType: TargetType = {
  type: "tls",
  schema: schemas["targets/tls.schema.json"] ?? {},
  cuts: [],
  anchors: [],
  outputs: [],
  read: async (declared, context) => {
    const { address, serverName, backends, trust, expect } = declared as unknown as TlsTarget;
    checkAddress(address, ["address"], context);
    for (const [index, backend] of (backends ?? []).entries()) checkAddress(backend, ["backends", index], context);
    return {
      connection: {
        address,
        ...(serverName === undefined ? {} : { serverName }),
        ...(backends === undefined ? {} : { backends }),
        trust: await context.trust(trust),
      },
      options: expect === undefined ? {} : { expect: { ...expect } },
    };
  },
};

/** What the schema's pattern lets through: ports beyond 65535, and what only looks like an IP address. */
function checkAddress(address: string, path: Path, context: DeclarationContext): void {
  const colon = address.lastIndexOf(":");
  const host = address.slice(0, colon);
  const port = Number(address.slice(colon + 1));
  const hint = "write host:port: portal.example.com:443, 10.9.0.21:443";
  if (port < 1 || port > 65_535) {
    context.report({ code: "InvalidAddress", path, what: `${address} has no port from 1 to 65535`, hint });
  } else if (host.startsWith("[") ? isIP(host.slice(1, -1)) !== 6 : /^[\d.]+$/.test(host) && isIP(host) !== 4) {
    context.report({ code: "InvalidAddress", path, what: `${host} is not an IP address`, hint });
  }
}
