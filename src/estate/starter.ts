/** A new `certplan.toml`; `lineage` names the state and is committed with it. */
export function starterSettings(lineage: string): string {
  return `# How certplan runs here; what is desired stands in certplan.yaml. Commit this file.
# A flag wins over an environment variable, which wins over this file.

[state]
# Names the state. certplan refuses to start another one by itself when this one is lost.
lineage = "${lineage}"
# Beside this file. It must outlive the machine: in CI mount a volume here and set persistent = true.
path = ".certplan"
persistent = false

[run]
# Targets worked on at once (--parallelism, CERTPLAN_PARALLELISM).
parallelism = 16
# How long to wait for another certplan on the same system (--lock-timeout, CERTPLAN_LOCK_TIMEOUT).
lockTimeout = "30s"
# What calls in flight get after the first Ctrl-C (--grace, CERTPLAN_GRACE).
grace = "5s"

[timing]
# Longest wait for one reply (CERTPLAN_REQUEST_TIMEOUT).
requestTimeout = "30s"
# Time between two looks at something that takes long (CERTPLAN_POLL).
poll = "10s"
# How long a certplan on another machine must show no life before its locks are taken over (CERTPLAN_LEASE).
lease = "20s"

[output]
# auto, always or never (--no-color, CERTPLAN_COLOR, NO_COLOR).
color = "auto"
`;
}

/** A new estate file: valid, without targets, with an example of each type as a comment. */
export function starterEstate(name: string): string {
  return `# yaml-language-server: $schema=./node_modules/certplan/schemas/estate.schema.json
# What is desired of your certificates. Secrets are never written here: only where they come from.
version: 1
estate: ${name}

policies:
  baseline:
    renewBefore: 30d          # or a share of the lifetime: 33%
    finishBefore: 14d         # a rotation must end this long before the old certificate does
    signatureHash: [sha256, sha384, sha512]
    minimumKey: { rsa: 2048, ec: 256, ed25519: any }

  public:
    extends: cabforum         # lifetimes of publicly trusted certificates by date of issue
    renewBefore: 33%

defaults:
  policy: baseline

targets: []
  # A TLS endpoint, observed only:
  # - name: portal
  #   type: tls
  #   address: portal.example.com:443
  #   trust: { system: true }
  #   policy: public

  # An Ops Manager whose leaf certificates may be rotated:
  # - name: om-paris
  #   type: opsman
  #   url: https://opsman.paris.example.com
  #   credentials: { kind: uaa-client, id: certplan, secret: { env: OM_PARIS_SECRET } }
  #   trust: { caFile: ./ca/om-paris-web.pem }
  #   rotate: [leaves]
`;
}

/** Lines for \`.gitignore\`: the state holds no secret but its \`keys/\` do. */
export const ignoreLines: readonly string[] = [".certplan/"];
