import pLimit from "p-limit";
import { describe, expect, test } from "vitest";
import { isExtended } from "../build/kills.ts";
import { ca, leaves, type Variant } from "../crash/variants.ts";
import { socketFaults } from "./socket-faults.ts";
import { applyOverSockets, type SocketOutcome } from "./socket-lab.ts";

/** Labs that are up at once: most of the time they wait. */
const together = 4;

/** With `EXTENDED=1` (`npm run faults`) every fault at every kind of call of both recipes. */
const variants: readonly Variant[] = isExtended ? [leaves, ca] : [leaves];

interface StruckCell {
  readonly kind: string;
  readonly fault: string;
}

const sample: readonly StruckCell[] = [
  { kind: "run: POST /api/v0/certificate_authorities/active/regenerate", fault: "half a reply" },
  { kind: "run: POST /api/v0/installations", fault: "reset after the request is applied" },
  { kind: "run: POST /api/v0/installations", fault: "TLS handshake cut" },
];

function cellsOf(kinds: readonly string[]): readonly StruckCell[] {
  if (!isExtended) return sample;
  return kinds.flatMap((kind) => Object.keys(socketFaults).map((fault) => ({ kind, fault })));
}

function exitsOf({ ends }: SocketOutcome): string {
  return ends.map(({ exitCode }) => exitCode).join(" then ");
}

for (const variant of variants) {
  describe(`over real sockets, a rotation of ${variant.name}`, () => {
    const which = isExtended ? "every fault once at every kind of call" : "faults at changes";
    test(`${which}: exit 0, 5 or 9, then the same end, nothing twice and nobody refused`, async () => {
      const calm = await applyOverSockets(variant);
      expect([exitsOf(calm), calm.harm]).toEqual(["0", []]);
      const cells = cellsOf(calm.kinds);
      const limit = pLimit(together);
      const counts = new Map<string, number>();
      const strike = async ({ kind, fault: name }: StruckCell): Promise<void> => {
        const fault = socketFaults[name];
        if (fault === undefined) throw new Error(`there is no fault ${name}`);
        const outcome = await applyOverSockets(variant, { kind, fault });
        const { ends, end, harm, struck } = outcome;
        const exits = exitsOf(outcome);
        const where = `${name} at ${kind}: ${exits} ${ends.at(0)?.told}`;
        expect({ struck, end, harm, last: ends.at(-1)?.exitCode }, where).toEqual({
          struck: true,
          end: calm.end,
          harm: [],
          last: 0,
        });
        for (const { exitCode, told } of ends) {
          expect([0, 5, 9], where).toContain(exitCode);
          if (exitCode !== 0) expect(told, where).toContain('"next":"certplan ');
          expect(told, where).not.toMatch(/\n\s+at /);
        }
        counts.set(exits, (counts.get(exits) ?? 0) + 1);
      };
      await Promise.all(cells.map((cell) => limit(() => strike(cell))));
      const kinds = new Set(cells.map(({ kind }) => kind)).size;
      const faults = new Set(cells.map(({ fault }) => fault)).size;
      const exits = [...counts].map(([told, count]) => `${count} times ${told}`).join(", ");
      console.log(
        `${variant.name} over sockets: ${kinds} kinds of calls, ${faults} faults, ${cells.length} times: ${exits}`,
      );
      expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(cells.length);
    });
  });
}
