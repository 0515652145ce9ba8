import { rmSync } from "node:fs";

/** What an earlier build left would be packed with the new one. */
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
