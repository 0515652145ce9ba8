import { CertplanError, type ErrorKind, exitCodeOf } from "../../messages/error.ts";
import { errorCodes } from "../../messages/error-codes.ts";
import type { Registry } from "../../model/provider.ts";
import { explainText, findTopics, type Topic } from "../../report/index.ts";
import { answering, type Guarded } from "../guard.ts";
import { realRegistry } from "../registry.ts";
import { styleFor } from "../style.ts";

/** `certplan explain NAME`. */
export function explain(name: string): Guarded {
  return answering("text", async (io, common) => {
    const topics = everyTopic(realRegistry());
    const found = findTopics(topics, name);
    if (found.length === 0) {
      const near = topics.filter((topic) => topic.name.toLowerCase().includes(name.toLowerCase())).slice(0, 5);
      throw new CertplanError({
        code: "Usage",
        message: `nothing is called ${name}`,
        hint:
          near.length === 0
            ? "certplan explain WorldMoved"
            : `certplan explain ${near.map((topic) => topic.name).join("\ncertplan explain ")}`,
      });
    }
    io.out(explainText(found, await styleFor(io, common, "out")));
    return 0;
  });
}

/** Error codes, target types and step kinds. */
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
    ...Object.entries(provider.kinds).map(([name, kind]) => ({
      name,
      what: `step kind of ${provider.type}, version ${kind.version}`,
      explain: kind.explain,
    })),
  ]);
  return [...codes, ...types];
}
