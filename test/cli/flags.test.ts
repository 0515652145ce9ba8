import { expect, test } from "vitest";
import { repeatedFlags } from "../../src/cli/flags.ts";
import { shellWord, withFlags } from "../../src/report/index.ts";

test("a suggested command repeats every flag that it would not work without", () => {
  const flags = { file: ["a.yaml", "my estate"], state: "/srv/state", color: true, insecure: true };
  expect(repeatedFlags(flags, shellWord)).toBe(" -f a.yaml -f 'my estate' --state /srv/state --insecure");
  expect(repeatedFlags({ file: [], color: false, quiet: true }, shellWord)).toBe("");
});

test("a command that the core suggests gets them once, `confirm` too", () => {
  const flags = " --insecure";
  const confirm = withFlags("certplan confirm om/a --because TEXT", flags);
  expect(confirm).toBe("certplan confirm --insecure om/a --because TEXT");
  expect(withFlags(confirm, flags)).toBe(confirm);
});
