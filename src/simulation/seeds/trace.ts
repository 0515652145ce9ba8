import { createHash } from "node:crypto";

/** The hash of everything that was added, in order. */
export interface Trace {
  add(text: string): void;
  digest(): string;
}

/** Most of what is added is one short line: it is hashed in pieces, since each call of the hash costs more than the line. */
export function newTrace(): Trace {
  const hash = createHash("sha256");
  let piece = "";
  return {
    add: (text) => {
      piece += text;
      if (piece.length < 65_536) return;
      hash.update(piece);
      piece = "";
    },
    digest: () => hash.copy().update(piece).digest("hex"),
  };
}
