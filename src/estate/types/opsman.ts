import type { OpsmanCredentials, OpsmanTarget } from "../../generated/estate.ts";
import { schemas } from "../../generated/schemas.ts";
import type { JsonObject } from "../../model/json.ts";
import { parseDuration } from "../../time/duration.ts";
import type { DeclarationContext, TargetType } from "../target-type.ts";

/**
 * connection `{ origin, trust, credentials, readCredentials? }` with secret references for `secret` and `password`;
 * options `{ issuer, exclude?, apply: { pendingChanges, errands, timeoutSeconds? } }`, with what is not declared filled in.
 */
export const opsmanType: TargetType = {
  type: "opsman",
  schema: schemas["targets/opsman.schema.json"] ?? {},
  read: async (declared, context) => {
    const target = declared as unknown as OpsmanTarget;
    checkExclude(target, context);
    return { connection: await connectionOf(target, context), options: optionsOf(target) };
  },
};

async function connectionOf(target: OpsmanTarget, context: DeclarationContext): Promise<JsonObject> {
  const { readCredentials } = target;
  return {
    origin: originOf(target.url, context),
    trust: await context.trust(target.trust),
    credentials: credentialsOf(target.credentials, context),
    ...(readCredentials === undefined ? {} : { readCredentials: credentialsOf(readCredentials, context) }),
  };
}

/** What only a CA rotation reads has no effect without one. */
function checkExclude({ exclude, rotate }: OpsmanTarget, context: DeclarationContext): void {
  if (exclude === undefined || rotate?.includes("ca") === true) return;
  context.report({
    code: "InvalidValue",
    path: ["exclude"],
    what: "`exclude` is about a CA rotation, and this target may not rotate its CA",
    hint: "write ca under rotate, or remove it: it would have no effect",
  });
}

function originOf(url: string, context: DeclarationContext): string {
  if (URL.canParse(url)) return new URL(url).origin;
  context.report({
    code: "InvalidUrl",
    path: ["url"],
    what: "is not the https address of a system",
    hint: "write https://host or https://host:port",
  });
  return url;
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
    apply: {
      pendingChanges: apply.pendingChanges ?? "refuse",
      errands: apply.errands ?? {},
      ...timeout(apply.timeout),
    },
  };
}

function timeout(declared: string | undefined): JsonObject {
  return declared === undefined ? {} : { timeoutSeconds: Math.ceil(parseDuration(declared) / 1000) };
}
