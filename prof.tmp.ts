import { canonicaliser } from "./src/simulation/canonical.ts";
import { closeOverKills } from "./src/simulation/closure.ts";
import { apply, commandIn, opsmanWorld, stateDirectory } from "./test/build/opsman-world.ts";
const start = await opsmanWorld({});
const t0 = Date.now();
try { const r = await closeOverKills({ start, work: (w, p) => apply(commandIn(w, p)), hash: canonicaliser(stateDirectory), invariant: () => {}, atEnd: () => {}, arrivesWithinMs: 120000, limit: 1200 }); console.log(r.states.length, r.events, Date.now()-t0); } catch (e) { console.log(String(e)); }
