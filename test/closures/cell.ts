import { cellOf, profileNames, startNames } from "./cells.ts";
import { closeCa, loseState } from "./close-ca.ts";

/** A process of its own for one closure: `cell.ts PROFILE START` prints its row as JSON. */
const [profile, start] = process.argv.slice(2);
const knownProfile = profileNames.find((name) => name === profile);
const knownStart = startNames.find((name) => name === start);
if (knownProfile === undefined || knownStart === undefined) throw new Error(`no closure of ${profile} from ${start}`);

const began = performance.now();
const cell = cellOf(knownProfile, knownStart);
const { closed, states, expected } = await closeCa(cell, { limit: 12_000, sampleEvery: 2_000 });
const lost = await loseState(states, { estate: cell.estate, expected });
const seconds = Math.round((performance.now() - began) / 1000);
console.log(JSON.stringify({ profile, start, ...closed, lost, seconds }));
