import type { Clock, Random } from "./clock.ts";
import type { Exec } from "./exec.ts";
import type { Files } from "./files.ts";
import type { Host } from "./host.ts";
import type { Http } from "./http.ts";
import type { Keys } from "./keys.ts";
import type { Secrets } from "./secrets.ts";
import type { Tls } from "./tls.ts";

export type { Clock, Random } from "./clock.ts";
export type { Exec, ExecOutcome, ExecRequest, PreparedChild } from "./exec.ts";
export type { Files } from "./files.ts";
export type { Host, ProcessIdentity } from "./host.ts";
export {
  type Http,
  HttpFailure,
  type HttpFailureCode,
  type HttpReply,
  type HttpRequest,
  type TrustAnchors,
} from "./http.ts";
export type { KeyPair, Keys, KeyType } from "./keys.ts";
export { Secret } from "./secret.ts";
export type { Secrets } from "./secrets.ts";
export type { HandshakeFailureCode, HandshakeOutcome, HandshakeRequest, Tls } from "./tls.ts";

/** Everything that certplan can do to the world, passed in once: real in `ports/node`, simulated in `simulation`. */
export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly host: Host;
  readonly secrets: Secrets;
  readonly http: Http;
  readonly tls: Tls;
  readonly exec: Exec;
  readonly keys: Keys;
}
