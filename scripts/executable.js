import { chmodSync } from "node:fs";

/** tsc writes plain files; the program's own must be executable for `npm link` and a tarball. */
chmodSync(new URL("../dist/cli/main.js", import.meta.url), 0o755);
