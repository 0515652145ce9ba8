const head = "version: 1\nestate: acme\n";
const om = `  - name: om
    type: opsman
    url: https://om.example.com
    credentials: { kind: uaa-client, id: certplan, secret: { env: OM_SECRET } }
`;

/** Estates with one kind of mistake each, by what is wrong. */
export const badEstates: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  "an empty file": "",
  "a list instead of a mapping": "- a\n",
  "a version from the future": "version: 2\nestate: acme\ntargets: []\n",
  "a file that says nothing but its version": "version: 1\n",
  "a duration with a space": `${head}policies:\n  baseline: { renewBefore: 30 days }\ntargets: []\n`,
  "a duration without a unit": `${head}policies:\n  baseline: { finishBefore: 14 }\ntargets: []\n`,
  "a share where only a duration makes sense": `${head}policies:\n  p: { finishBefore: 33%, maximumLifetime: 50% }\ntargets: []\n`,
  "rules that cannot be": `${head}policies:\n  p:\n    signatureHash: []\n    minimumKey: { rsa: "2048", ec: 1, ed25519: 256, dsa: 1024 }\ntargets: []\n`,
  "a policy that extends itself through another": `${head}policies:\n  a: { extends: b }\n  b: { extends: c }\n  c: { extends: a }\ntargets: []\n`,
  "a policy that extends a misspelt one": `${head}policies:\n  baseline: {}\n  edge: { extends: basline }\ntargets: []\n`,
  "a policy with a built-in name": `${head}policies:\n  cabforum: { renewBefore: 1d }\ntargets: []\n`,
  "a default policy that is not there": `${head}defaults: { policy: strict }\ntargets: []\n`,
  "keys that there are not, here or yet": `${head}issuer: {}\ntargets:\n${om}    consumer: []\n    maintenance: sundays\n    batch: { size: 1 }\n`,
  "a misspelt key with a suggestion": `${head}targets:\n  - name: portal\n    type: tls\n    adress: portal.example.com:443\n`,
  "the key of another type": `${head}targets:\n  - name: portal\n    type: tls\n    url: https://portal.example.com\n`,
  "keys of rotation on an observed type": `${head}targets:\n  - { name: portal, type: tls, address: "p.example.com:443", rotate: [leaves], issuer: platform, accept: [], after: [], consumers: [] }\n`,
  "types: unknown, misspelt, later, none": `${head}targets:\n  - { name: a, type: cisco }\n  - { name: b, type: opsmann }\n  - { name: c, type: octopus-server }\n  - { name: d }\n  - { name: e, type: 7 }\n`,
  "what only a CA rotation reads, without one": `${head}targets:\n${om}    rotate: [leaves]\n    exclude: [/customer/ca]\n`,
  "a rotation that there is not": `${head}targets:\n${om}    rotate: [leafs, CA]\n`,
  "an issuer that is not there": `${head}targets:\n${om}    issuer: corp\n`,
  "issuers that cannot make a root": `${head}issuers:
  corp: { type: command, run: [./sign.sh] }
  web: { type: files, certificate: ca.pem, key: { env: WEB_KEY } }
targets:
${["corp", "web", "crop"].map((issuer, index) => `${om.replace("name: om", `name: om${index}`)}    rotate: [ca]\n    issuer: ${issuer}\n`).join("")}`,
  "issuers in every wrong way": `${head}issuers:
  platform: { type: local-ca, directory: .certplan/ca }
  none: {}
  text: corp
  a/b: { type: local-ca, directory: ca }
  vault: { type: valut, run: [vault] }
  local: { type: local-ca, dir: ca }
  command: { type: command, run: ./sign.sh, timeout: 60 }
  empty: { type: command, run: [] }
  files: { type: files, certificate: missing.pem, key: CANARY }
  gone: { type: files, certificate: missing.pem, key: { env: GONE_KEY } }
  both: { type: files, certificate: key.pem, key: { file: key.pem } }
targets:
${om}    rotate: [ca]\n    issuer: files\n`,
  "an issuer declared in two files": {
    "one.yaml": `${head}issuers: { corp: { type: command, run: [sign] } }\ntargets: []\n`,
    "two.yaml": `version: 1\nissuers: { corp: { type: command, run: [sign] } }\n`,
  },
  "accept in every wrong way": `${head}targets:\n${om}    rotate: [ca]
    accept:
      - { cut: opsman-unproven-instance, maximum: 2h, until: 2026-12-31 }
      - { cut: nsx-standby-gm, maximum: 2 hours, until: tomorrow }
      - { cut: opsman-tkgi-scope, maximum: 2h, until: 2026-02-30 }
      - { cut: opsman-tkgi-scope, members: [], maximum: 2h, until: 20261231, ticket: 4710 }
      - { cut: opsman-tkgi-scope, member: [a] }
      - opsman-tkgi-scope
${om.replace("name: om", "name: om2")}    accept: [ { cut: opsman-unproven-instance, maximum: 2h, until: 2026-12-32 }, { cut: nsx-standby-gm, maximum: 2h, until: 2026-02-30 } ]\n`,
  "waive in every wrong way": `${head}targets:\n${om}    waive:
      - { member: p.mysql, until: 2026-12-31 }
      - { member: "", why: gone, until: 2026-12-31T25:00:00 }
${om.replace("name: om", "name: om2")}    waive: [ { member: a, why: off, until: 2026-12-31 }, { member: a, why: off, until: 2026-06-31 } ]\n`,
  "replace in every wrong way": `${head}targets:\n${om}    replace:
      - { reason: compromised }
      - { fingerprint: "${"ab".repeat(32)}", thumbprint: "${"AB".repeat(20)}", reason: policy }
      - { fingerprint: "${"ab".repeat(20)}", reason: compromized }
      - { thumbprint: 1234567890123456789012345678901234567890, reason: revoke }
      - { serialNumber: "01", reason: revoke }\n`,
  "consumers in every wrong way": `${head}targets:\n${om}    consumers:
      - { name: ci, of: root-ca, trusts: issuers, update: {} }
      - { name: ci, of: root-ca, trusts: pin, update: { run: [a], manual: b } }
      - { name: lb, trusts: pin, update: { manual: b, timeout: 60s }, verify: [./check.sh] }
${om.replace("name: om", "name: om2")}    consumers:
      - { name: ci, of: rootca, trusts: issuer, update: { manual: b } }
      - { name: ci, of: talos-ca, trusts: issuer, update: { manual: b } }\n`,
  "outputs in every wrong way": `${head}targets:\n${om}    outputs:
      - { what: root-ca }
      - { what: root-ca, file: a.pem, run: [./put.sh] }
      - { what: root-ca, run: [./put.sh], mode: 0600, merge: true }
      - { what: root-ca, file: a.pem, mode: 0777, timeout: 1m }
${om.replace("name: om", "name: om2")}    outputs: [ { what: kubeconfig, file: a }, { what: root_ca, file: ./a, mode: 0o600 }, { what: root-ca, file: ./a } ]\n${om.replace("name: om", "name: om3")}    outputs: [ { what: root_ca, file: a }, { what: talosconfig, run: [./put.sh] }, { what: root-ca, file: ./a } ]\n`,
  "outputs of two targets in one file": `${head}targets:\n${om}    outputs: [ { what: root-ca, file: ./ca.pem } ]\n${om.replace("name: om", "name: om2")}    outputs: [ { what: root-ca, file: /srv/ca.pem }, { what: root-ca, file: x/../ca.pem, merge: true } ]\n${om.replace("name: om", "name: om3")}    outputs: [ { what: root-ca, file: /srv//ca.pem }, { what: root-ca, file: /own/ca.pem }, { what: root-ca, file: /own//ca.pem } ]\n`,
  "configurable leaves in every wrong way": `${head}issuers: { corp: { type: command, run: [sign] } }\ntargets:\n${om}    rotate: [ca]
    configurable:
      - { product: cf, property: .properties.a }
      - { product: cf, property: .properties.b, issuer: corp }
      - { product: cf, property: .properties.c, issuer: corp, sans: [a], keep: no }
      - { product: cf, property: .properties.d, sans: ["*.a.example.com"], keep: public }
${om.replace("name: om", "name: om2")}    rotate: [ca]
    configurable:
      - { product: cf, property: .properties.a, issuer: crop, sans: ["a.example.com"] }
      - { product: cf, property: .properties.a, keep: public }
      - { product: cf, property: .properties.a, element: one, issuer: platform, sans: [a] }
${om.replace("name: om", "name: om3")}    configurable: []\n`,
  "targets without a name, and a name with a slash": `${head}targets:\n  - { type: tls, address: "p.example.com:443" }\n  - { name: a/b, type: tls, address: "p.example.com:443" }\n`,
  "a name declared twice": `${head}targets:\n  - { name: a, type: tls, address: "p.example.com:443" }\n  - { name: a, type: tls, address: "q.example.com:443" }\n`,
  "names declared in two files": {
    "one.yaml": `${head}policies: { p: {} }\ndefaults: { policy: p }\ntargets:\n  - { name: a, type: tls, address: "p.example.com:443" }\n`,
    "two.yaml": `${head}policies: { p: {} }\ndefaults: { policy: p }\ntargets:\n  - { name: a, type: tls, address: "p.example.com:443" }\n`,
  },
  "after: unknown, and in a circle": `${head}targets:\n${om}    after: [om2, omm]\n${om.replace("name: om", "name: om2")}    after: [om]\n`,
  "addresses that are none": `${head}targets:\n  - { name: a, type: tls, address: p.example.com }\n  - { name: b, type: tls, address: "p.example.com:99999" }\n  - { name: c, type: tls, address: "p.example.com:443", backends: ["10.0.0.300:443", "https://x:443"] }\n  - { name: d, type: tls, address: "[::1::2]:443" }\n`,
  "urls that are none": `${head}targets:\n${om.replace("https://om.example.com", "http://om.example.com")}${om.replace("name: om", "name: om2").replace("https://om.example.com", "https://om.example.com/api")}`,
  "trust in every wrong way": `${head}targets:\n${[
    "{}",
    "{ system: false }",
    "{ verify: true }",
    "{ caFile: ca.pem, system: true }",
    "{ pins: [] }",
    "{ pins: [1234E5678] }",
    "{ pins: ['sha256:ab'] }",
    "{ caFile: missing.pem }",
    "{ caFile: key.pem }",
    "{ caFile: empty.pem }",
    "{ caFile: torn.pem }",
    "yes",
  ]
    .map((trust, index) => `  - { name: t${index}, type: tls, address: "p.example.com:443", trust: ${trust} }\n`)
    .join("")}`,
  "secrets in the file": `${head}targets:\n  - name: om
    type: opsman
    url: https://admin:CANARY@om.example.com
    credentials: { kind: uaa-client, id: certplan, secret: CANARY }
    readCredentials:
      kind: uaa-user
      username: view
      pasword: CANARY
      password: { value: CANARY }
    unlock:
      passphrase: |
        CANARY
`,
  "references to secrets that are none": `${head}targets:\n${om.replace("{ env: OM_SECRET }", "{ evn: OM_SECRET }")}    unlock: { passphrase: { env: CERTPLAN_PASSPHRASE } }\n    readCredentials: { kind: uaa-client, id: x, secret: { env: A, file: b } }\n`,
  "credentials of another kind": `${head}targets:\n${om.replace("uaa-client", "uaa-clinet")}`,
  "apply in every wrong way": `${head}targets:\n${om}    apply:\n      pendingChanges: allow\n      errands: { p.mysql: { smoke-tests: maybe } }\n      ignoreWarnings: all\n      instances: { p.mysql: errands }\n      recreate: never\n      forceLatestVariables: "true"\n      timeout: 20 hours\n${om.replace("name: om", "name: om2")}    apply: { pendingChanges: { alow: [cf] } }\n`,
  "numbers and nothing where texts belong": `${head}policies:\ndefaults: { policy: 7 }\ntargets:\n  - { name: 0123, type: tls, address: }\n`,
};
