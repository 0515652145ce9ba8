import { X509Certificate } from "node:crypto";
import type { OpsmanConfigurable, OpsmanCredentials, OpsmanTarget } from "../../generated/estate.ts";
import { schemas } from "../../generated/schemas.ts";
import type { JsonObject } from "../../model/json.ts";
import { originOf } from "../origin.ts";
import { wholeSeconds } from "../programs.ts";
import type { DeclarationContext, TargetType } from "../target-type.ts";

/**
 * connection `{ origin, trust, credentials, readCredentials?, unlock? }` with secret references for `secret`, `password`
 * and `passphrase`; options `{ issuer, exclude?, configurable?, apply: { pendingChanges, errands, instances, recreate,
 * forceLatestVariables, ignoreWarnings, timeoutSeconds? }, timeoutSeconds? }`, with what is not declared filled in.
 */
export const opsmanType: TargetType = {
  type: "opsman",
  schema: schemas["targets/opsman.schema.json"] ?? {},
  cuts: ["opsman-unproven-instances", "opsman-tkgi-scope"],
  anchors: ["root-ca"],
  outputs: ["root-ca"],
  read: async (declared, context) => {
    const target = declared as unknown as OpsmanTarget;
    checkMeaning(target, context);
    checkIssuer(target, context);
    checkConfigurable(target.configurable ?? [], context);
    return { connection: await connectionOf(target, context), options: optionsOf(target) };
  },
};

async function connectionOf(target: OpsmanTarget, context: DeclarationContext): Promise<JsonObject> {
  const { readCredentials, unlock } = target;
  return {
    origin: originOf(target.url, context),
    trust: await context.trust(target.trust),
    credentials: credentialsOf(target.credentials, context),
    ...(readCredentials === undefined ? {} : { readCredentials: credentialsOf(readCredentials, context) }),
    ...(unlock === undefined ? {} : { unlock: { passphrase: context.secret(unlock.passphrase) } }),
  };
}

/** What only a CA rotation reads has no effect without one; configurable leaves are replaced with either. */
function checkMeaning({ rotate = [], exclude, configurable }: OpsmanTarget, context: DeclarationContext): void {
  const report = (key: string, what: string, hint: string): void => {
    context.report({ code: "InvalidValue", path: [key], what, hint });
  };
  if (exclude !== undefined && !rotate.includes("ca"))
    report(
      "exclude",
      "`exclude` is about a CA rotation, and this target may not rotate its CA",
      "write ca under rotate, or remove it: it would have no effect",
    );
  if (configurable !== undefined && rotate.length === 0)
    report(
      "configurable",
      "`configurable` is about what a rotation replaces, and this target may rotate nothing",
      "write ca or leaves under rotate, or remove it: it would have no effect",
    );
}

/** Ops Manager takes a CA only with its RSA key. Source: Ops Manager API, POST /api/v0/certificate_authorities. */
function checkIssuer({ issuer: name = "platform", rotate = [] }: OpsmanTarget, context: DeclarationContext): void {
  if (name === "platform") return;
  const issuer = context.issuer(name, ["issuer"]);
  if (issuer === undefined) return;
  const hint = "write platform, or the name of a `files` issuer whose certificate is an RSA CA";
  const refuse = (what: string): void => context.report({ code: "InvalidValue", path: ["issuer"], what, hint });
  if (issuer.type !== "files") return refuse(`${name} makes leaves, and this is about the root`);
  const certificate = new X509Certificate(issuer.certificatePem);
  if (!rotate.includes("ca")) refuse(`${name} would make the root, and this target may not rotate its CA`);
  else if (!certificate.ca) refuse(`the certificate of ${name} is not a CA`);
  else if (certificate.publicKey.asymmetricKeyType !== "rsa") {
    refuse(`the certificate of ${name} has no RSA key, and Ops Manager takes no other CA`);
  }
}

function checkConfigurable(declared: readonly OpsmanConfigurable[], context: DeclarationContext): void {
  const seen = new Set<string>();
  for (const [index, one] of declared.entries()) {
    const { product, property, element } = one;
    const place = JSON.stringify([product, property, element]);
    if (seen.has(place)) {
      context.report({
        code: "DuplicateName",
        path: ["configurable", index, element === undefined ? "property" : "element"],
        what: "stands above already, for the same product",
        hint: "each configurable leaf once",
      });
    }
    seen.add(place);
    if ("issuer" in one) context.issuer(one.issuer, ["configurable", index, "issuer"]);
  }
}

function credentialsOf(declared: OpsmanCredentials, context: DeclarationContext): JsonObject {
  return declared.kind === "uaa-client"
    ? { kind: declared.kind, id: declared.id, secret: context.secret(declared.secret) }
    : { kind: declared.kind, username: declared.username, password: context.secret(declared.password) };
}

function optionsOf(target: OpsmanTarget): JsonObject {
  const apply = target.apply ?? {};
  return {
    issuer: target.issuer ?? "platform",
    ...(target.exclude === undefined ? {} : { exclude: target.exclude }),
    ...(target.configurable === undefined ? {} : { configurable: target.configurable.map((one) => ({ ...one })) }),
    apply: {
      pendingChanges: apply.pendingChanges ?? "refuse",
      errands: apply.errands ?? {},
      instances: apply.instances ?? {},
      recreate: apply.recreate ?? "auto",
      forceLatestVariables: apply.forceLatestVariables ?? "auto",
      ignoreWarnings: apply.ignoreWarnings ?? [],
      ...timeout(apply.timeout),
    },
    ...timeout(target.timeout),
  };
}

function timeout(declared: string | undefined): JsonObject {
  return declared === undefined ? {} : { timeoutSeconds: wholeSeconds(declared) };
}
