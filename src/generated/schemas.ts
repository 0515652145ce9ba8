/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */
export const schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "common.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Common",
    "description": "Parts that every target type shares. Keys that begin with x- are certplan's words for its error messages.",
    "$defs": {
      "name": {
        "type": "string",
        "pattern": "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",
        "x-error": "InvalidName",
        "x-expects": "is not a name",
        "x-hint": "1 to 63 letters, digits, dots, dashes and underscores, beginning and ending with a letter or digit"
      },
      "duration": {
        "type": "string",
        "pattern": "^[0-9]{1,15}(?:ms|[dhms])$",
        "x-error": "InvalidDuration",
        "x-expects": "is not a duration",
        "x-hint": "write a number and a unit without a space: 30d, 12h, 45m, 90s"
      },
      "span": {
        "description": "A duration, or a share of the certificate's lifetime.",
        "type": "string",
        "pattern": "^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$",
        "x-error": "InvalidDuration",
        "x-expects": "is not a duration",
        "x-hint": "write a number and a unit without a space: 30d, 12h, 33%"
      },
      "path": {
        "description": "A file, relative to the estate file.",
        "type": "string",
        "minLength": 1,
        "maxLength": 4096
      },
      "text": {
        "type": "string",
        "minLength": 1,
        "maxLength": 1024
      },
      "httpsUrl": {
        "type": "string",
        "pattern": "^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$",
        "x-error": "InvalidUrl",
        "x-expects": "is not the https address of a system",
        "x-hint": "write https://host or https://host:port, without path, user name or password"
      },
      "address": {
        "type": "string",
        "pattern": "^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$",
        "x-error": "InvalidAddress",
        "x-expects": "is not an address with a port",
        "x-hint": "write host:port: portal.example.com:443, 10.9.0.21:443, \"[2001:db8::7]:443\""
      },
      "dnsName": {
        "type": "string",
        "pattern": "^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$",
        "x-expects": "is not a DNS name or IP address"
      },
      "secret": {
        "title": "Secret",
        "description": "Where a secret comes from; never the secret itself.",
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "x-error": "InlineSecret",
        "x-secret": true,
        "properties": {
          "env": {
            "description": "Name of an environment variable.",
            "type": "string",
            "pattern": "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",
            "x-error": "InvalidSecretReference",
            "x-secret": true,
            "x-expects": "is not the name of an environment variable that can hold a secret",
            "x-hint": "write the name of a variable; names that begin with CERTPLAN_ are settings"
          },
          "file": {
            "description": "Path of a file, relative to the estate file.",
            "type": "string",
            "minLength": 1,
            "maxLength": 4096,
            "x-error": "InvalidSecretReference",
            "x-secret": true,
            "x-expects": "is not the path of a file"
          },
          "command": {
            "description": "Program and arguments; the first line it prints is the secret.",
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string",
              "minLength": 1,
              "x-error": "InvalidSecretReference",
              "x-secret": true
            },
            "x-error": "InvalidSecretReference",
            "x-secret": true,
            "x-expects": "is not a list of a program and its arguments"
          }
        },
        "tsType": "{ env: string } | { file: string } | { command: string[] }"
      },
      "trust": {
        "title": "Trust",
        "description": "Which server certificates are believed: a CA file, pins of leaves, both (either is enough), the system's CAs, or none checked.",
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "x-error": "InvalidTrust",
        "properties": {
          "caFile": {
            "description": "PEM file, relative to the estate file; each certificate in it is an anchor.",
            "type": "string",
            "minLength": 1,
            "maxLength": 4096
          },
          "pins": {
            "type": "array",
            "minItems": 1,
            "items": {
              "description": "SHA-256 of the leaf; waives issuer and name, never dates.",
              "type": "string",
              "pattern": "^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",
              "x-error": "InvalidTrust",
              "x-expects": "is not a pin",
              "x-hint": "write sha256: and the 64 hex digits of the certificate's SHA-256 fingerprint"
            }
          },
          "system": {
            "const": true,
            "x-error": "InvalidTrust",
            "x-expects": "is not possible: it can only be true"
          },
          "verify": {
            "description": "false: believe any server. Loud, and refused in CI.",
            "const": false,
            "x-error": "InvalidTrust",
            "x-expects": "is not possible: it can only be false"
          }
        }
      },
      "until": {
        "description": "A date means the end of that day in UTC.",
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$",
        "x-error": "InvalidInstant",
        "x-expects": "is not a date",
        "x-hint": "write 2026-12-31 (the end of that day, UTC) or 2026-12-31T18:00:00Z"
      },
      "argv": {
        "description": "Program and arguments, run without a shell. A program with a / in it stands beside the estate file. Never a secret: arguments can be read by every user of the machine.",
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/$defs/text"
        }
      },
      "program": {
        "title": "ProgramDeclaration",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "run"
        ],
        "properties": {
          "run": {
            "$ref": "#/$defs/argv"
          },
          "timeout": {
            "description": "5m if absent.",
            "$ref": "#/$defs/duration"
          }
        }
      },
      "accept": {
        "description": "Hard cuts that people accept: connections that the platform is bound to break for a while.",
        "type": "array",
        "items": {
          "title": "AcceptDeclaration",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "cut",
            "maximum",
            "until"
          ],
          "properties": {
            "cut": {
              "description": "Code of the cut, as a plan names it.",
              "$ref": "#/$defs/text"
            },
            "members": {
              "description": "Who may be cut off; absent: whoever the cut is about.",
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "$ref": "#/$defs/text"
              }
            },
            "maximum": {
              "description": "A cut that takes longer by its estimate is refused.",
              "$ref": "#/$defs/duration"
            },
            "until": {
              "description": "The cut must be over by then.",
              "$ref": "#/$defs/until"
            },
            "ticket": {
              "$ref": "#/$defs/text"
            }
          }
        }
      },
      "waive": {
        "description": "Members that may be left behind; each stands in every drift until it is mended.",
        "type": "array",
        "items": {
          "title": "WaiveDeclaration",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "member",
            "why",
            "until"
          ],
          "properties": {
            "member": {
              "$ref": "#/$defs/text"
            },
            "why": {
              "$ref": "#/$defs/text"
            },
            "until": {
              "description": "From then on it no longer counts.",
              "$ref": "#/$defs/until"
            }
          }
        }
      },
      "replace": {
        "description": "Certificates that have to go, whatever their dates: due while one is still shown or accepted.",
        "type": "array",
        "items": {
          "title": "ReplaceDeclaration",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "reason"
          ],
          "oneOf": [
            {
              "required": [
                "fingerprint"
              ],
              "x-silent": true
            },
            {
              "required": [
                "spki"
              ],
              "x-silent": true
            },
            {
              "required": [
                "thumbprint"
              ],
              "x-silent": true
            }
          ],
          "x-one-of": [
            "fingerprint",
            "spki",
            "thumbprint"
          ],
          "properties": {
            "fingerprint": {
              "description": "SHA-256 of the certificate.",
              "$ref": "#/$defs/sha256"
            },
            "spki": {
              "description": "SHA-256 of the SubjectPublicKeyInfo: every certificate of that key.",
              "$ref": "#/$defs/sha256"
            },
            "thumbprint": {
              "description": "SHA-1 of the certificate.",
              "$ref": "#/$defs/sha1"
            },
            "reason": {
              "enum": [
                "compromised",
                "revoke",
                "policy"
              ]
            },
            "ticket": {
              "$ref": "#/$defs/text"
            }
          },
          "tsType": "{ fingerprint?: string; spki?: string; thumbprint?: string; reason: 'compromised' | 'revoke' | 'policy'; ticket?: string }"
        }
      },
      "sha256": {
        "type": "string",
        "pattern": "^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",
        "x-expects": "is not a SHA-256",
        "x-hint": "write its 64 hex digits in quotes, with or without colons"
      },
      "sha1": {
        "type": "string",
        "pattern": "^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$",
        "x-expects": "is not a thumbprint",
        "x-hint": "write the 40 hex digits of the certificate's SHA-1 in quotes, with or without colons"
      },
      "consumers": {
        "description": "Verifiers that the platform cannot show. An empty list states that there are none.",
        "type": "array",
        "items": {
          "title": "ConsumerDeclaration",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "name",
            "of",
            "trusts",
            "update"
          ],
          "properties": {
            "name": {
              "$ref": "#/$defs/name"
            },
            "of": {
              "description": "What it trusts, in the words of the type: root-ca for opsman.",
              "$ref": "#/$defs/text"
            },
            "trusts": {
              "description": "The issuer, or the one certificate (a pin).",
              "enum": [
                "issuer",
                "pin"
              ]
            },
            "update": {
              "description": "A program that gets the new anchor as PEM on its standard input and may be repeated, or what a person has to do.",
              "type": "object",
              "additionalProperties": false,
              "oneOf": [
                {
                  "required": [
                    "run"
                  ],
                  "x-silent": true
                },
                {
                  "required": [
                    "manual"
                  ],
                  "x-silent": true
                }
              ],
              "x-one-of": [
                "run",
                "manual"
              ],
              "dependentRequired": {
                "timeout": [
                  "run"
                ]
              },
              "properties": {
                "run": {
                  "$ref": "#/$defs/argv"
                },
                "timeout": {
                  "description": "5m if absent.",
                  "$ref": "#/$defs/duration"
                },
                "manual": {
                  "$ref": "#/$defs/text"
                }
              },
              "tsType": "{ run: string[]; timeout?: string } | { manual: string }"
            },
            "verify": {
              "description": "Ends with 0 once the consumer accepts the new one; absent: a person confirms.",
              "$ref": "#/$defs/program"
            },
            "contact": {
              "$ref": "#/$defs/text"
            }
          }
        }
      },
      "outputs": {
        "description": "Where a new credential or bundle is put: a file, written atomically with the previous one kept, or a program that gets it on its standard input and may be repeated.",
        "type": "array",
        "items": {
          "title": "OutputDeclaration",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "what"
          ],
          "oneOf": [
            {
              "required": [
                "file"
              ],
              "x-silent": true
            },
            {
              "required": [
                "run"
              ],
              "x-silent": true
            }
          ],
          "x-one-of": [
            "file",
            "run"
          ],
          "dependentRequired": {
            "mode": [
              "file"
            ],
            "merge": [
              "file"
            ],
            "timeout": [
              "run"
            ]
          },
          "properties": {
            "what": {
              "description": "In the words of the type: root-ca for opsman.",
              "$ref": "#/$defs/text"
            },
            "file": {
              "$ref": "#/$defs/path"
            },
            "mode": {
              "description": "Of the file: 0600 if absent.",
              "enum": [
                400,
                440,
                444,
                600,
                640,
                644,
                660,
                664,
                "0400",
                "0440",
                "0444",
                "0600",
                "0640",
                "0644",
                "0660",
                "0664"
              ],
              "x-expects": "is not a mode that such a file can have",
              "x-hint": "write 0600, or one of 0400, 0440, 0444, 0640, 0644, 0660, 0664"
            },
            "merge": {
              "description": "true: what else is in the file stays.",
              "type": "boolean"
            },
            "run": {
              "$ref": "#/$defs/argv"
            },
            "timeout": {
              "description": "5m if absent.",
              "$ref": "#/$defs/duration"
            }
          },
          "tsType": "{ what: string; file: string; mode?: number | string; merge?: boolean } | { what: string; run: string[]; timeout?: string }"
        }
      }
    }
  },
  "estate.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "EstateFile",
    "description": "certplan.yaml: what is desired of the certificates of a set of targets.",
    "type": "object",
    "required": [
      "version"
    ],
    "additionalProperties": false,
    "properties": {
      "version": {
        "const": 1,
        "x-error": "UnsupportedVersion",
        "x-expects": "is not a version that this certplan reads",
        "x-hint": "write version: 1"
      },
      "estate": {
        "description": "Name of the estate; in exactly one of its files.",
        "$ref": "common.schema.json#/$defs/name"
      },
      "policies": {
        "type": "object",
        "propertyNames": {
          "$ref": "common.schema.json#/$defs/name"
        },
        "additionalProperties": {
          "$ref": "#/$defs/policy"
        }
      },
      "issuers": {
        "description": "Where new certificates come from, besides the platforms themselves. None runs during plan.",
        "type": "object",
        "propertyNames": {
          "$ref": "common.schema.json#/$defs/name"
        },
        "additionalProperties": {
          "$ref": "#/$defs/issuer"
        }
      },
      "defaults": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "policy": {
            "description": "Policy of targets that name none.",
            "$ref": "common.schema.json#/$defs/name"
          }
        }
      },
      "targets": {
        "type": "array",
        "items": {
          "type": "object",
          "required": [
            "name",
            "type"
          ],
          "discriminator": {
            "propertyName": "type"
          },
          "oneOf": [
            {
              "$ref": "targets/opsman.schema.json"
            },
            {
              "$ref": "targets/rancher.schema.json"
            },
            {
              "$ref": "targets/tls.schema.json"
            }
          ]
        }
      }
    },
    "$defs": {
      "policy": {
        "title": "PolicyDeclaration",
        "description": "Rules for certificates. A rule that is not written here comes from `extends`; without one there is no such rule.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "extends": {
            "description": "Another policy, or a built-in one: default, cabforum.",
            "$ref": "common.schema.json#/$defs/name"
          },
          "renewBefore": {
            "description": "Due when less than this is left.",
            "$ref": "common.schema.json#/$defs/span"
          },
          "finishBefore": {
            "description": "Margin between estimated finish and expiry; 14d if absent.",
            "$ref": "common.schema.json#/$defs/duration"
          },
          "maximumAge": {
            "description": "Due when older than this.",
            "$ref": "common.schema.json#/$defs/span"
          },
          "signatureHash": {
            "description": "Hashes that a signature may use. No rule for Ed25519.",
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": {
              "enum": [
                "sha1",
                "sha224",
                "sha256",
                "sha384",
                "sha512"
              ]
            }
          },
          "minimumKey": {
            "title": "MinimumKeyDeclaration",
            "description": "Smallest key of each type, in bits. A type that is not named is not allowed.",
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "rsa": {
                "type": "integer",
                "minimum": 512,
                "maximum": 16384
              },
              "ec": {
                "type": "integer",
                "minimum": 160,
                "maximum": 521
              },
              "ed25519": {
                "const": "any",
                "x-expects": "is not possible: it can only be `any`, Ed25519 keys have one size"
              }
            }
          },
          "maximumLifetime": {
            "description": "Longest lifetime of leaves and client certificates; a day is 86,400 s, both ends are in.",
            "$ref": "common.schema.json#/$defs/duration"
          }
        }
      },
      "issuer": {
        "title": "IssuerDeclaration",
        "type": "object",
        "required": [
          "type"
        ],
        "discriminator": {
          "propertyName": "type"
        },
        "oneOf": [
          {
            "title": "LocalCa",
            "description": "A CA of certplan's own, made at its first use.",
            "additionalProperties": false,
            "required": [
              "type",
              "directory"
            ],
            "properties": {
              "type": {
                "const": "local-ca"
              },
              "directory": {
                "description": "Holds its key and certificate, 0600; relative to the estate file.",
                "$ref": "common.schema.json#/$defs/path"
              }
            }
          },
          {
            "title": "CommandIssuer",
            "description": "Gets a CSR as PEM on standard input, prints certificate and chain as PEM, leaf first. CERTPLAN_REQUEST_ID in its environment lets a repeat give the same.",
            "additionalProperties": false,
            "required": [
              "type",
              "run"
            ],
            "properties": {
              "type": {
                "const": "command"
              },
              "run": {
                "$ref": "common.schema.json#/$defs/argv"
              },
              "timeout": {
                "description": "5m if absent.",
                "$ref": "common.schema.json#/$defs/duration"
              }
            }
          },
          {
            "title": "FilesIssuer",
            "description": "A certificate that people made.",
            "additionalProperties": false,
            "required": [
              "type",
              "certificate",
              "key"
            ],
            "properties": {
              "type": {
                "const": "files"
              },
              "certificate": {
                "description": "PEM file, the certificate first and its chain behind it; relative to the estate file.",
                "$ref": "common.schema.json#/$defs/path"
              },
              "key": {
                "$ref": "common.schema.json#/$defs/secret"
              }
            }
          }
        ]
      }
    }
  },
  "targets/opsman.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "OpsmanTarget",
    "description": "One Ops Manager.",
    "type": "object",
    "required": [
      "name",
      "type",
      "url",
      "credentials"
    ],
    "additionalProperties": false,
    "x-meaningless": {
      "batch": "Apply Changes takes all products at once, so there are no members to batch"
    },
    "x-instead": {
      "address": "url",
      "caFile": "trust: { caFile: ... }"
    },
    "properties": {
      "name": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "type": {
        "const": "opsman"
      },
      "url": {
        "$ref": "../common.schema.json#/$defs/httpsUrl"
      },
      "credentials": {
        "$ref": "#/$defs/credentials"
      },
      "readCredentials": {
        "$ref": "#/$defs/credentials"
      },
      "unlock": {
        "title": "OpsmanUnlock",
        "description": "Used only when Ops Manager is locked.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "passphrase"
        ],
        "properties": {
          "passphrase": {
            "$ref": "../common.schema.json#/$defs/secret"
          }
        }
      },
      "trust": {
        "$ref": "../common.schema.json#/$defs/trust"
      },
      "policy": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "after": {
        "description": "Targets whose switch must be verified first.",
        "type": "array",
        "uniqueItems": true,
        "items": {
          "$ref": "../common.schema.json#/$defs/name"
        }
      },
      "rotate": {
        "description": "What may be rotated, never that it is due. Absent or empty: only observed.",
        "type": "array",
        "uniqueItems": true,
        "items": {
          "enum": [
            "ca",
            "leaves"
          ]
        }
      },
      "exclude": {
        "description": "CredHub paths of CAs that a CA rotation leaves alone; /services/tls_ca always is.",
        "type": "array",
        "uniqueItems": true,
        "items": {
          "$ref": "../common.schema.json#/$defs/text"
        }
      },
      "issuer": {
        "description": "Who makes the new root: platform (Ops Manager itself), or a `files` issuer whose certificate is an RSA CA, which is then uploaded.",
        "$ref": "../common.schema.json#/$defs/name"
      },
      "configurable": {
        "description": "What becomes of each configurable leaf under the old root: replaced by one of an issuer, or kept.",
        "type": "array",
        "items": {
          "title": "OpsmanConfigurable",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "product",
            "property"
          ],
          "oneOf": [
            {
              "required": [
                "issuer"
              ],
              "x-silent": true
            },
            {
              "required": [
                "keep"
              ],
              "x-silent": true
            }
          ],
          "x-one-of": [
            "issuer",
            "keep"
          ],
          "dependentRequired": {
            "issuer": [
              "sans"
            ],
            "sans": [
              "issuer"
            ]
          },
          "properties": {
            "product": {
              "description": "Product type, such as cf.",
              "$ref": "../common.schema.json#/$defs/text"
            },
            "property": {
              "description": "Property reference, such as .properties.networking_poe_ssl_certs.",
              "$ref": "../common.schema.json#/$defs/text"
            },
            "element": {
              "description": "Name of the entry, where the property is a collection.",
              "$ref": "../common.schema.json#/$defs/text"
            },
            "issuer": {
              "$ref": "../common.schema.json#/$defs/name"
            },
            "sans": {
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "$ref": "../common.schema.json#/$defs/dnsName"
              }
            },
            "keep": {
              "description": "Why it stays as it is.",
              "$ref": "../common.schema.json#/$defs/text"
            }
          },
          "tsType": "{ product: string; property: string; element?: string; issuer: string; sans: string[] } | { product: string; property: string; element?: string; keep: string }"
        }
      },
      "apply": {
        "title": "OpsmanApply",
        "description": "How Apply Changes is run.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "pendingChanges": {
            "description": "Staged changes that others left: refuse, or { allow: [product] }.",
            "type": [
              "string",
              "object"
            ],
            "if": {
              "type": "string"
            },
            "then": {
              "enum": [
                "refuse"
              ],
              "x-hint": "write refuse, or { allow: [product] }"
            },
            "else": {
              "additionalProperties": false,
              "required": [
                "allow"
              ],
              "properties": {
                "allow": {
                  "$ref": "#/$defs/texts"
                }
              }
            },
            "tsType": "'refuse' | { allow: string[] }"
          },
          "ignoreWarnings": {
            "description": "Types of verifiers that may fail.",
            "$ref": "#/$defs/texts"
          },
          "errands": {
            "description": "Product, errand, whether it runs.",
            "type": "object",
            "propertyNames": {
              "$ref": "../common.schema.json#/$defs/text"
            },
            "additionalProperties": {
              "type": "object",
              "propertyNames": {
                "$ref": "../common.schema.json#/$defs/text"
              },
              "additionalProperties": {
                "enum": [
                  "run",
                  "skip",
                  "default"
                ]
              }
            }
          },
          "instances": {
            "description": "How the service instances of a product are reached: by its errand, or by people.",
            "type": "object",
            "propertyNames": {
              "$ref": "../common.schema.json#/$defs/text"
            },
            "additionalProperties": {
              "enum": [
                "errand",
                "manual"
              ]
            }
          },
          "recreate": {
            "description": "VMs are recreated: auto, where a stemcell needs it; always.",
            "enum": [
              "auto",
              "always"
            ]
          },
          "forceLatestVariables": {
            "description": "Deploy the newest version of every variable: auto, where this version of Ops Manager needs it; true; false.",
            "enum": [
              "auto",
              true,
              false
            ]
          },
          "timeout": {
            "description": "Longest time for one Apply Changes.",
            "$ref": "../common.schema.json#/$defs/duration"
          }
        }
      },
      "replace": {
        "$ref": "../common.schema.json#/$defs/replace"
      },
      "accept": {
        "$ref": "../common.schema.json#/$defs/accept"
      },
      "waive": {
        "$ref": "../common.schema.json#/$defs/waive"
      },
      "consumers": {
        "$ref": "../common.schema.json#/$defs/consumers"
      },
      "outputs": {
        "$ref": "../common.schema.json#/$defs/outputs"
      },
      "timeout": {
        "description": "Longest time for a step that has no timeout of its own.",
        "$ref": "../common.schema.json#/$defs/duration"
      }
    },
    "$defs": {
      "texts": {
        "type": "array",
        "uniqueItems": true,
        "items": {
          "$ref": "../common.schema.json#/$defs/text"
        }
      },
      "credentials": {
        "title": "OpsmanCredentials",
        "type": "object",
        "required": [
          "kind"
        ],
        "discriminator": {
          "propertyName": "kind"
        },
        "oneOf": [
          {
            "title": "UaaClient",
            "additionalProperties": false,
            "required": [
              "kind",
              "id",
              "secret"
            ],
            "properties": {
              "kind": {
                "const": "uaa-client"
              },
              "id": {
                "$ref": "../common.schema.json#/$defs/text"
              },
              "secret": {
                "$ref": "../common.schema.json#/$defs/secret"
              }
            }
          },
          {
            "title": "UaaUser",
            "additionalProperties": false,
            "required": [
              "kind",
              "username",
              "password"
            ],
            "properties": {
              "kind": {
                "const": "uaa-user"
              },
              "username": {
                "$ref": "../common.schema.json#/$defs/text"
              },
              "password": {
                "$ref": "../common.schema.json#/$defs/secret"
              }
            }
          }
        ]
      }
    }
  },
  "targets/rancher.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "RancherTarget",
    "description": "One Kubernetes cluster that Rancher launched.",
    "type": "object",
    "required": [
      "name",
      "type",
      "url",
      "credentials",
      "cluster"
    ],
    "additionalProperties": false,
    "x-meaningless": {
      "batch": "Rancher rotates the nodes of a cluster itself, so there are no members to batch",
      "waive": "Rancher rotates a cluster as a whole, so no node can be left behind",
      "nodes": "Rancher lists the nodes of the cluster itself"
    },
    "x-instead": {
      "address": "url",
      "caFile": "trust: { caFile: ... }",
      "token": "credentials: { kind: token, token: ... }",
      "service": "services",
      "generation": "generationOwner"
    },
    "properties": {
      "name": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "type": {
        "const": "rancher"
      },
      "url": {
        "$ref": "../common.schema.json#/$defs/httpsUrl"
      },
      "credentials": {
        "$ref": "#/$defs/credentials"
      },
      "readCredentials": {
        "$ref": "#/$defs/credentials"
      },
      "trust": {
        "$ref": "../common.schema.json#/$defs/trust"
      },
      "policy": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "after": {
        "description": "Targets whose switch must be verified first.",
        "type": "array",
        "uniqueItems": true,
        "items": {
          "$ref": "../common.schema.json#/$defs/name"
        }
      },
      "cluster": {
        "description": "c-xxxxx (RKE1), or workspace/name such as fleet-default/edge (RKE2, K3s).",
        "type": "string",
        "maxLength": 253,
        "pattern": "^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$",
        "x-expects": "is not the id of a cluster",
        "x-hint": "write c-xxxxx for RKE1, or fleet-default/NAME for RKE2 and K3s"
      },
      "rotate": {
        "description": "What may be rotated, never that it is due. Absent or empty: only observed.",
        "type": "array",
        "uniqueItems": true,
        "items": {
          "enum": [
            "ca",
            "leaves"
          ]
        }
      },
      "issuer": {
        "const": "platform",
        "x-expects": "is not possible: clusters that Rancher launched cannot take certificates of others",
        "x-hint": "write platform, or leave it out"
      },
      "services": {
        "description": "Whose leaves a request renews: all, or one name of this engine's vocabulary. One service restarts every control plane container and worker anyway.",
        "$ref": "../common.schema.json#/$defs/text"
      },
      "etcd": {
        "description": "RKE1: where etcd is looked at on the wire; absent: port 2379 of each etcd node.",
        "$ref": "#/$defs/endpoints"
      },
      "apiServers": {
        "description": "Where API servers are looked at on the wire; absent: what the cluster shows (RKE1), or port 6443 of each control plane node.",
        "$ref": "#/$defs/endpoints"
      },
      "supervisors": {
        "description": "RKE2: where supervisors are looked at on the wire; absent: port 9345 of each node of etcd and control plane.",
        "$ref": "#/$defs/endpoints"
      },
      "kubelets": {
        "description": "RKE2 and K3s: where kubelets are looked at on the wire; absent: port 10250 of each node.",
        "$ref": "#/$defs/endpoints"
      },
      "generationOwner": {
        "description": "RKE2 and K3s: who writes the number of the next rotation. Of others certplan names the number and waits for it.",
        "enum": [
          "certplan",
          "terraform",
          "fleet"
        ]
      },
      "replace": {
        "$ref": "../common.schema.json#/$defs/replace"
      },
      "accept": {
        "$ref": "../common.schema.json#/$defs/accept"
      },
      "consumers": {
        "$ref": "../common.schema.json#/$defs/consumers"
      },
      "outputs": {
        "$ref": "../common.schema.json#/$defs/outputs"
      },
      "timeout": {
        "description": "Longest time for one rotation.",
        "$ref": "../common.schema.json#/$defs/duration"
      }
    },
    "$defs": {
      "endpoints": {
        "title": "RancherEndpoints",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "endpoints"
        ],
        "properties": {
          "endpoints": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": {
              "$ref": "../common.schema.json#/$defs/address"
            }
          }
        }
      },
      "credentials": {
        "title": "RancherCredentials",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "token"
        ],
        "properties": {
          "kind": {
            "const": "token"
          },
          "token": {
            "$ref": "../common.schema.json#/$defs/secret"
          }
        }
      }
    }
  },
  "targets/tls.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "TlsTarget",
    "description": "A TLS endpoint, only observed.",
    "type": "object",
    "required": [
      "name",
      "type",
      "address"
    ],
    "additionalProperties": false,
    "x-observed": [
      "rotate",
      "issuer",
      "accept",
      "after",
      "replace",
      "waive",
      "consumers",
      "outputs",
      "batch",
      "timeout",
      "credentials",
      "readCredentials"
    ],
    "x-instead": {
      "url": "address",
      "host": "address",
      "caFile": "trust: { caFile: ... }",
      "names": "expect: { names: ... }"
    },
    "properties": {
      "name": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "type": {
        "const": "tls"
      },
      "address": {
        "$ref": "../common.schema.json#/$defs/address"
      },
      "serverName": {
        "description": "Name that is asked for and that the certificate must cover; the host of `address` if absent.",
        "$ref": "../common.schema.json#/$defs/dnsName"
      },
      "backends": {
        "description": "Each is asked for the same name.",
        "type": "array",
        "minItems": 1,
        "uniqueItems": true,
        "items": {
          "$ref": "../common.schema.json#/$defs/address"
        }
      },
      "trust": {
        "$ref": "../common.schema.json#/$defs/trust"
      },
      "policy": {
        "$ref": "../common.schema.json#/$defs/name"
      },
      "expect": {
        "title": "TlsExpect",
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "names": {
            "description": "Names that the leaf must cover.",
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": {
              "$ref": "../common.schema.json#/$defs/dnsName"
            }
          },
          "issuer": {
            "description": "What the leaf's issuer must hold, such as O=Example CA.",
            "$ref": "../common.schema.json#/$defs/text"
          },
          "same": {
            "description": "false: backends may show different leaves.",
            "type": "boolean"
          }
        }
      }
    }
  },
  "plan.schema.json": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "plan.schema.json",
    "title": "certplan plan, format 1",
    "description": "What certplan plan -o writes and certplan apply runs. The digest covers what is decided and assumed.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "formatVersion": {
        "const": 1
      },
      "certplanVersion": {
        "type": "string"
      },
      "estate": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string"
          },
          "digest": {
            "$ref": "#/$defs/digest"
          }
        },
        "required": [
          "name",
          "digest"
        ]
      },
      "evaluatedAt": {
        "$ref": "#/$defs/instant"
      },
      "validUntil": {
        "$ref": "#/$defs/instant"
      },
      "lineage": {
        "type": "string"
      },
      "selection": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "only": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "exclude": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "rotate": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "required": [
          "only",
          "exclude",
          "rotate"
        ]
      },
      "applyable": {
        "type": "boolean"
      },
      "digest": {
        "$ref": "#/$defs/digest"
      },
      "summary": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "targets": {
            "type": "integer",
            "minimum": 0
          },
          "due": {
            "type": "integer",
            "minimum": 0
          },
          "unchanged": {
            "type": "integer",
            "minimum": 0
          },
          "blocked": {
            "type": "integer",
            "minimum": 0
          },
          "unreadable": {
            "type": "integer",
            "minimum": 0
          },
          "steps": {
            "type": "integer",
            "minimum": 0
          },
          "disruptive": {
            "type": "integer",
            "minimum": 0
          },
          "final": {
            "type": "integer",
            "minimum": 0
          },
          "estimatedSeconds": {
            "type": "number",
            "minimum": 0
          }
        },
        "required": [
          "targets",
          "due",
          "unchanged",
          "blocked",
          "unreadable",
          "steps",
          "disruptive",
          "final"
        ]
      },
      "targets": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/target"
        }
      },
      "steps": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/step"
        }
      },
      "trust": {
        "$ref": "#/$defs/trust"
      },
      "observations": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "target": {
              "type": "string"
            },
            "principal": {
              "type": "string"
            },
            "complete": {
              "type": "boolean"
            },
            "facts": {
              "type": "object"
            }
          },
          "required": [
            "target",
            "principal",
            "complete",
            "facts"
          ]
        }
      },
      "continues": {
        "type": "string"
      }
    },
    "required": [
      "formatVersion",
      "certplanVersion",
      "estate",
      "evaluatedAt",
      "lineage",
      "selection",
      "applyable",
      "digest",
      "summary",
      "targets",
      "steps",
      "trust",
      "observations"
    ],
    "$defs": {
      "instant": {
        "type": "string",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$",
        "description": "UTC."
      },
      "digest": {
        "type": "string",
        "pattern": "^sha256:[0-9a-f]{64}$"
      },
      "fingerprint": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "SHA-256 of the DER certificate."
      },
      "reason": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "code": {
            "type": "string"
          },
          "sentence": {
            "type": "string"
          },
          "evidence": {
            "type": "object"
          }
        },
        "required": [
          "code",
          "sentence",
          "evidence"
        ]
      },
      "finding": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "code": {
            "type": "string"
          },
          "sentence": {
            "type": "string"
          },
          "evidence": {
            "type": "object"
          },
          "about": {
            "type": "string"
          }
        },
        "required": [
          "code",
          "sentence",
          "evidence"
        ]
      },
      "refusal": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "code": {
            "type": "string"
          },
          "sentence": {
            "type": "string"
          },
          "hint": {
            "type": "string"
          },
          "kind": {
            "enum": [
              "refused",
              "stale"
            ]
          }
        },
        "required": [
          "code",
          "sentence",
          "kind"
        ]
      },
      "slot": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string"
          },
          "class": {
            "enum": [
              "root",
              "intermediate",
              "leaf",
              "client"
            ]
          },
          "fingerprint": {
            "$ref": "#/$defs/fingerprint"
          },
          "subject": {
            "type": "string"
          },
          "issuer": {
            "type": "string"
          },
          "serialNumber": {
            "type": "string",
            "pattern": "^[0-9A-F]+$"
          },
          "notBefore": {
            "$ref": "#/$defs/instant"
          },
          "notAfter": {
            "$ref": "#/$defs/instant"
          },
          "key": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "type": {
                "type": "string"
              },
              "size": {
                "type": "integer",
                "minimum": 0
              }
            },
            "required": [
              "type"
            ]
          },
          "signature": {
            "type": "string"
          },
          "sans": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "renewsItself": {
            "type": "boolean"
          },
          "renewsBeforeMs": {
            "description": "How long before its end the platform renews it itself, where that is known.",
            "type": "integer",
            "minimum": 0
          },
          "comesAndGoes": {
            "description": "The platform adds and removes such places by itself: a new or a gone one is no drift.",
            "type": "boolean"
          }
        },
        "required": [
          "name",
          "class"
        ]
      },
      "target": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "serial": {
            "type": "integer",
            "minimum": 0
          },
          "verdict": {
            "enum": [
              "due",
              "unchanged",
              "blocked",
              "unreadable"
            ]
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/reason"
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/finding"
            }
          },
          "refusals": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/refusal"
            }
          },
          "unreadable": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "code": {
                "type": "string"
              },
              "kind": {
                "type": "string"
              },
              "sentence": {
                "type": "string"
              },
              "hint": {
                "type": "string"
              }
            },
            "required": [
              "code",
              "kind",
              "sentence"
            ]
          },
          "slots": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/slot"
            }
          },
          "expires": {
            "$ref": "#/$defs/instant"
          },
          "latestStart": {
            "$ref": "#/$defs/instant"
          },
          "estimatedFinish": {
            "$ref": "#/$defs/instant"
          },
          "connection": {
            "description": "Addresses, secret references and anchors as they are frozen with the plan; never a secret."
          }
        },
        "required": [
          "name",
          "type",
          "serial",
          "verdict",
          "reasons",
          "findings",
          "refusals",
          "slots",
          "connection"
        ]
      },
      "credential": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "id": {
            "type": "string"
          },
          "anchors": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "notBefore": {
            "$ref": "#/$defs/instant"
          },
          "notAfter": {
            "$ref": "#/$defs/instant"
          }
        },
        "required": [
          "id",
          "anchors"
        ]
      },
      "effect": {
        "oneOf": [
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "effect": {
                "const": "present"
              },
              "presenter": {
                "type": "string"
              },
              "credential": {
                "$ref": "#/$defs/credential"
              }
            },
            "required": [
              "effect",
              "presenter",
              "credential"
            ]
          },
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "effect": {
                "enum": [
                  "accept",
                  "drop"
                ]
              },
              "verifier": {
                "type": "string"
              },
              "anchor": {
                "type": "string"
              }
            },
            "required": [
              "effect",
              "verifier",
              "anchor"
            ]
          }
        ]
      },
      "delivery": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "arrivesWithinSeconds": {
            "type": "number",
            "minimum": 0
          },
          "arrivesReason": {
            "type": "string"
          },
          "whenUnknown": {
            "enum": [
              "repeat",
              "stop"
            ]
          },
          "whenUnknownReason": {
            "type": "string"
          }
        },
        "required": [
          "arrivesWithinSeconds",
          "arrivesReason",
          "whenUnknown",
          "whenUnknownReason"
        ]
      },
      "step": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "id": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "member": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "kindVersion": {
            "type": "integer",
            "minimum": 1
          },
          "title": {
            "type": "string"
          },
          "phase": {
            "enum": [
              "prepare",
              "trust",
              "switch",
              "drop"
            ]
          },
          "inputs": {
            "type": "object",
            "description": "Values, or {\"$output\": {step, name}} where a value is known only after an earlier step."
          },
          "after": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "assumes": {
            "type": "object",
            "description": "Named facts and what they must read right before the step."
          },
          "effects": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/effect"
            }
          },
          "replaces": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "performs": {
            "type": "boolean"
          },
          "gate": {
            "enum": [
              "wire",
              "platform",
              "attested"
            ]
          },
          "disruption": {
            "enum": [
              "none",
              "reload",
              "restart",
              "redeploy"
            ]
          },
          "final": {
            "type": "boolean"
          },
          "inverse": {
            "type": "string"
          },
          "timeoutSeconds": {
            "type": "number",
            "minimum": 0
          },
          "estimatedSeconds": {
            "type": "number",
            "minimum": 0
          },
          "latestStart": {
            "$ref": "#/$defs/instant",
            "description": "Started later, something would end before it is replaced."
          },
          "delivery": {
            "$ref": "#/$defs/delivery"
          },
          "reason": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "code": {
                "type": "string"
              },
              "sentence": {
                "type": "string"
              }
            },
            "required": [
              "code",
              "sentence"
            ]
          }
        },
        "required": [
          "id",
          "target",
          "kind",
          "kindVersion",
          "title",
          "phase",
          "inputs",
          "after",
          "assumes",
          "effects",
          "performs",
          "disruption",
          "final",
          "timeoutSeconds",
          "reason"
        ]
      },
      "edge": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "verifier": {
            "type": "string"
          },
          "presenter": {
            "type": "string"
          },
          "checksDates": {
            "type": "boolean"
          }
        },
        "required": [
          "verifier",
          "presenter"
        ]
      },
      "break": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "edge": {
            "$ref": "#/$defs/edge"
          },
          "shows": {
            "type": "string"
          },
          "accepts": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "trace": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "step": {
                  "type": "string"
                },
                "progress": {
                  "enum": [
                    "finished",
                    "started"
                  ]
                },
                "title": {
                  "type": "string"
                },
                "number": {
                  "type": "integer",
                  "minimum": 1
                }
              },
              "required": [
                "step",
                "progress"
              ]
            }
          },
          "awaited": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "step": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "number": {
                  "type": "integer",
                  "minimum": 1
                },
                "lacks": {
                  "enum": [
                    "pass",
                    "gate"
                  ]
                }
              },
              "required": [
                "step",
                "lacks"
              ]
            }
          },
          "dates": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "notBefore": {
                "$ref": "#/$defs/instant"
              },
              "notAfter": {
                "$ref": "#/$defs/instant"
              },
              "shownUntil": {
                "$ref": "#/$defs/instant"
              },
              "replacedBy": {
                "type": "string"
              }
            },
            "required": [
              "shownUntil"
            ]
          }
        },
        "required": [
          "edge",
          "shows",
          "accepts",
          "trace"
        ]
      },
      "cut": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "target": {
            "type": "string"
          },
          "code": {
            "type": "string"
          },
          "members": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "fromStep": {
            "type": "string"
          },
          "toStep": {
            "type": "string"
          },
          "estimatedSeconds": {
            "type": "number",
            "minimum": 0
          },
          "sentence": {
            "type": "string"
          },
          "connections": {
            "type": "integer",
            "minimum": 0,
            "description": "Edges that break inside the section and hold outside it."
          },
          "acceptance": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "cut": {
                "type": "string"
              },
              "members": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "maximumSeconds": {
                "type": "number",
                "minimum": 0
              },
              "until": {
                "$ref": "#/$defs/instant"
              },
              "ticket": {
                "type": "string"
              }
            },
            "required": [
              "cut",
              "maximumSeconds",
              "until"
            ]
          }
        },
        "required": [
          "target",
          "code",
          "members",
          "fromStep",
          "toStep",
          "sentence",
          "connections",
          "acceptance"
        ]
      },
      "trust": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "verdict": {
            "enum": [
              "holds",
              "breaks"
            ]
          },
          "proved": {
            "type": "integer",
            "minimum": 0
          },
          "breaks": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/break"
            }
          },
          "brokenBefore": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/edge"
            }
          },
          "platformsWord": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "notModelled": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "cuts": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/cut"
            }
          }
        },
        "required": [
          "verdict",
          "proved",
          "breaks",
          "brokenBefore",
          "platformsWord",
          "notModelled"
        ]
      }
    }
  }
};
