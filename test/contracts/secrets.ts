import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { SecretReference } from "../../src/model/target.ts";
import type { Secrets } from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

export interface SecretsWorld {
  readonly secrets: Secrets;
  /** References of each kind that resolve to `value`, with a name for the test's output. */
  readonly good: readonly { readonly reference: SecretReference; readonly value: string }[];
  /** References that give nothing; `names` is what the error must name, `hides` what it must not show. */
  readonly bad: readonly { readonly reference: SecretReference; readonly names: string; readonly hides?: string }[];
}

/** What `src/ports/secrets.ts` promises. */
export function secretsContract(name: string, within: Within<SecretsWorld>): void {
  describe(`secrets: ${name}`, () => {
    test("each kind of reference gives its value", () =>
      within(async ({ secrets, good }) => {
        const values = await Promise.all(
          good.map(async ({ reference }) => (await secrets.resolve(reference)).reveal()),
        );
        expect(values).toEqual(good.map(({ value }) => value));
        expect(values.length).toBeGreaterThan(0);
      }));

    test("a resolved secret does not print itself", () =>
      within(async ({ secrets, good }) => {
        for (const { reference, value } of good) {
          const secret = await secrets.resolve(reference);
          const printed = `${String(secret)} ${JSON.stringify({ secret })} ${inspect(secret, { showHidden: true, depth: 5 })}`;
          expect(printed).not.toContain(value);
        }
      }));

    test("what gives no value is SecretUnresolved, which names the reference and shows no output", () =>
      within(async ({ secrets, bad }) => {
        expect(bad.length).toBeGreaterThan(0);
        for (const { reference, names, hides } of bad) {
          const error = await secrets.resolve(reference).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          expect(error).toMatchObject({ code: "SecretUnresolved", message: expect.stringContaining(names) });
          if (hides !== undefined) expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(hides);
        }
      }));
  });
}
