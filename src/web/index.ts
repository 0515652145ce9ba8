export { clockSkewOf, noteClock } from "./clock-skew.ts";
export {
  accessRefusedFor,
  outcomeUnknown,
  refusedHere,
  translate,
  unexpectedReply,
  unreachable,
} from "./failures.ts";
export { jsonOf } from "./json-reply.ts";
export { type Exchange, exchange, readPatiently, requestBase } from "./request.ts";
