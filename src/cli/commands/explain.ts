import { loadProviders } from "../../commands/index.ts";
import { nearest } from "../../estate/index.ts";
import { sharedKinds } from "../../kinds/index.ts";
import { CertplanError, type ErrorKind, exitCodeOf } from "../../messages/error.ts";
import { errorCodes } from "../../messages/error-codes.ts";
import { reasonCodes } from "../../messages/reason-codes.ts";
import type { Registry, StepKind } from "../../model/provider.ts";
import { systemAnchors } from "../../ports/node/index.ts";
import { providers } from "../../providers/index.ts";
import { explainText, findTopics, type Topic } from "../../report/index.ts";
import { answering, type Guarded } from "../guard.ts";
import { styleFor } from "../style.ts";

/** `certplan explain NAME`. */
export function explain(name: string): Guarded {
  return answering("text", async (io, common) => {
    const platforms = providers({ systemAnchors });
    const topics = everyTopic(await loadProviders(platforms, Object.keys(platforms)));
    const found = findTopics(topics, name);
    if (found.length === 0) {
      const near = nearest(
        name,
        topics.map((topic) => topic.name),
      );
      throw new CertplanError({
        code: "Usage",
        message: `nothing is called ${name}`,
        hint: near === undefined ? "docs/errors.md lists the error codes" : `did you mean: certplan explain ${near}`,
      });
    }
    io.out(explainText(found, await styleFor(io, common, "out")));
    return 0;
  });
}

/** Error codes, reasons, target types with their codes, hard cuts (in lower case) and step kinds. */
function everyTopic(platforms: Registry): readonly Topic[] {
  const codes = Object.entries<{ readonly kind: ErrorKind; readonly explain: string }>(errorCodes).map(
    ([name, code]) => ({
      name,
      what: `error, exit ${exitCodeOf[code.kind]}`,
      explain: code.explain,
    }),
  );
  const types = Object.values(platforms).flatMap((provider) => [
    { name: provider.type, what: "target type", explain: provider.explain },
    ...Object.entries(provider.codes ?? {}).map(([name, text]) => ({
      name,
      what: `${/^[a-z]/.test(name) ? "hard cut" : "code"} of ${provider.type}`,
      explain: text,
    })),
    ...Object.entries(provider.kinds)
      .filter(([name]) => !(name in sharedKinds))
      .map(([name, kind]) => kindTopic(name, kind, provider.type)),
  ]);
  const shared = Object.entries(sharedKinds).map(([name, kind]) => kindTopic(name, kind, "every platform"));
  const reasons = Object.entries(reasonCodes).map(([name, text]) => ({ name, what: "reason", explain: text }));
  return [...codes, ...reasons, ...types, ...shared];
}

function kindTopic(name: string, { version, explain: text }: StepKind, of: string): Topic {
  return { name, what: `step kind of ${of}, version ${version}`, explain: text };
}
