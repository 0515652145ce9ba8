import type { LabReply } from "../model.ts";

export function json(status: number, body: unknown): LabReply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

export function html(status: number, title: string): LabReply {
  return {
    status,
    headers: { "content-type": "text/html" },
    body: `<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center></body></html>`,
  };
}

/** The envelope of most refusals (reference, section 2). */
export function errors(status: number, ...texts: readonly string[]): LabReply {
  return json(status, { errors: texts });
}

/** The envelope of token and start-up refusals. */
export function errorsBase(status: number, text: string): LabReply {
  return json(status, { errors: { base: [text] } });
}
