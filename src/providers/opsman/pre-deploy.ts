import type { JsonObject } from "../../model/json.ts";
import type { Act } from "../../model/provider.ts";
import { refusedHere } from "../../web/index.ts";
import { readIfThere } from "./client.ts";
import { asObject, wordOf } from "./reply-words.ts";

interface Failing {
  readonly product: string;
  readonly type: string;
  readonly ignorable: boolean;
  readonly said: string;
}

/**
 * May this apply ignore warnings? Only where the estate names verifiers that may fail, and the pre-deploy checks (2.6 and
 * later), read right now, fail with nothing but those, each of them ignorable. False where none fails.
 * Throws PlatformRefused with what the others say. Source: reference/opsman, section 5.
 */
export async function mayIgnoreWarnings(act: Act): Promise<boolean> {
  const allowed = (act.inputs["ignoreWarnings"] ?? []) as readonly string[];
  if (allowed.length === 0) return false;
  const failing = await failingVerifiers(act);
  const others = failing.filter(({ type, ignorable }) => !ignorable || !allowed.includes(type));
  if (others.length === 0) return failing.length > 0;
  const list = others.map(({ product, type, ignorable, said }) => {
    const why = ignorable ? "apply.ignoreWarnings does not name it" : "it cannot be ignored";
    return `${product}: ${type}: ${said} (${why})`;
  });
  throw refusedHere(
    act.session,
    `the pre-deploy checks fail, so nothing was applied: ${list.join("; ")}`,
    "mend it in Ops Manager, then: certplan apply",
  );
}

async function failingVerifiers(act: Act): Promise<readonly Failing[]> {
  const products = (act.inputs["products"] ?? []) as readonly string[];
  const paths = [
    "director",
    ...products.filter((guid) => !guid.startsWith("p-bosh-")).map((guid) => `products/${guid}`),
  ];
  const failing: Failing[] = [];
  for (const path of paths) {
    const body = await readIfThere(act.session, `/api/v0/staged/${path}/pre_deploy_check`);
    const check = asObject(asObject(body)["pre_deploy_check"]);
    const { verifiers, complete } = check;
    const product = typeof check["identifier"] === "string" ? check["identifier"] : path;
    if (complete === false)
      failing.push({ product, type: "complete", ignorable: false, said: "its configuration is not complete" });
    const rows = Array.isArray(verifiers) ? (verifiers as readonly JsonObject[]) : [];
    failing.push(...rows.map((row) => verifierOf(product, row)));
  }
  return failing;
}

function verifierOf(product: string, row: JsonObject): Failing {
  const { type, ignorable, errors } = row;
  const said = Array.isArray(errors) ? errors.map(wordOf).join(", ") : "failed";
  return { product, type: wordOf(type), ignorable: ignorable === true, said };
}
