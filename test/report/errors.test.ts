import { describe, expect, test } from "vitest";
import { CertplanError } from "../../src/messages/error.ts";
import { defectText, errorText } from "../../src/report/index.ts";
import { aStyle, looks } from "../build/style.ts";

const errors: Readonly<Record<string, CertplanError>> = {
  "with-place": new CertplanError({
    code: "InvalidDuration",
    message: "not a duration",
    hint: "write a number and a unit without a space: 30d, 12h, 33%",
    where: {
      file: "certplan.yaml",
      line: 7,
      column: 28,
      length: 7,
      sourceLine: "  baseline: { renewBefore: 30 days }",
    },
  }),
  "with-long-line": new CertplanError({
    code: "InvalidDuration",
    message: "not a duration, and the sentence that says so is longer than what is left of the line",
    where: { file: "certplan.yaml", line: 7, column: 180, length: 300, sourceLine: `  baseline: ${"x".repeat(400)}` },
  }),
  "without-place": new CertplanError({
    code: "Locked",
    message: "opsman:0f3c is locked by process 4711 on build-7 since 2026-11-20T16:02:00Z",
    hint: "wait for it, or if that process is certainly gone: certplan state unlock",
  }),
  "without-source": new CertplanError({
    code: "InlineSecret",
    message: "credentials.secret is an inline secret",
    where: { file: "certplan.yaml", line: 9, column: 3 },
  }),
};

describe("an error", () => {
  for (const [name, error] of Object.entries(errors)) {
    for (const [look, style] of looks) {
      test(`${name}, ${look}`, async () => {
        await expect(errorText(error, style)).toMatchFileSnapshot(`../golden/report/error-${name}-${look}.txt`);
      });
    }
  }

  test("marks what it is about: the caret stands under it, wide characters before it or not", () => {
    const sourceLine = '  name: "東京" x';
    const where = { file: "e.yaml", line: 3, column: sourceLine.indexOf(" x") + 2, length: 1, sourceLine };
    const text = errorText(new CertplanError({ code: "UnknownKey", message: "no", where }), aStyle());
    expect(text.split("\n").slice(1, 3)).toEqual(['  3 │   name: "東京" x', "                     ^ no"]);
  });

  test("of ours says so, and shows its stack only when asked", () => {
    expect(defectText("boom", undefined, aStyle())).toBe(
      "a defect in certplan: boom\n  Run it again with --verbose and report what it prints.\n",
    );
    expect(defectText("boom", "Error: boom\n    at x (y.ts:1:1)", aStyle())).toContain("at x (y.ts:1:1)");
  });
});
