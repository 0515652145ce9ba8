/** The estate that the documents show for an Ops Manager, with every key that such a target can have. */
export const omParis: string = `version: 1
estate: acme-prod
policies:
  baseline: { renewBefore: 60d, finishBefore: 14d, signatureHash: [sha256, sha384, sha512], minimumKey: { rsa: 2048, ec: 256, ed25519: any } }
  edge-tls: { extends: baseline, renewBefore: 33%, maximumLifetime: 398d }
issuers:
  corp: { type: command, run: [./sign.sh], timeout: 60s }
  lab:  { type: local-ca, directory: .certplan/ca }
defaults: { policy: baseline }
targets:
  # 1 opsman: one target per Ops Manager
  - name: om-paris
    type: opsman
    url: https://opsman.paris.example.com
    credentials: { kind: uaa-client, id: certplan, secret: { env: OM_PARIS_SECRET } }
    readCredentials: { kind: uaa-client, id: certplan-view, secret: { env: OM_PARIS_VIEW } }
    unlock: { passphrase: { env: OM_PARIS_PASSPHRASE } }       # used only when locked
    trust: { caFile: ./ca/om-paris-web.pem }
    rotate: [ca]                                               # ca | leaves
    issuer: platform
    exclude: [/customer/ca]                                    # /services/tls_ca always
    configurable:                                              # every configurable leaf under the old root: replace or keep
      - { product: cf, property: .properties.networking_poe_ssl_certs, element: wildcard, issuer: corp, sans: ["*.apps.example.com", "*.sys.example.com"] }
      - { product: p.redis, property: .properties.tls, keep: "public CA, not this root" }
    apply:
      pendingChanges: refuse                                   # or { allow: [cf] }
      ignoreWarnings: []                                       # verifier types that may fail
      errands: { p.mysql: { upgrade-all-service-instances: run, smoke-tests: default } }
      instances: { p.mysql: errand, p.rabbitmq: manual }       # how service instances are reached, or not
      recreate: auto
      forceLatestVariables: auto
      timeout: 20h
    consumers:
      - { name: ci-bosh, of: root-ca, trusts: issuer, update: { manual: "add the new root to BOSH_CA_CERT" }, verify: { run: [./checks/bosh-env.sh], timeout: 60s } }
    accept: [ { cut: opsman-unproven-instances, members: [p.rabbitmq], maximum: 2h, until: 2026-12-31, ticket: CHG-4710 } ]
`;
