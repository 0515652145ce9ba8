import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { opsmanWorld, plan } from "../build/opsman-world.ts";
import { certplan } from "./worlds.ts";

/** For a process of its own with another time zone and locale: prints its zone, a number as its locale writes it, and the plan of the known world as JSON. */
const world = new World(await opsmanWorld());
const { plan: made } = await finish(world, plan(certplan(world)));
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
console.log(JSON.stringify({ timeZone, number: (1234.5).toLocaleString(), plan: made }));
