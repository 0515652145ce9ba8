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
    "x-later": [
      "issuers"
    ],
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
    "x-later": [
      "replace",
      "accept",
      "waive",
      "consumers",
      "outputs",
      "batch",
      "configurable",
      "unlock",
      "timeout"
    ],
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
        "description": "Who makes the new certificates: the platform itself.",
        "const": "platform",
        "x-error": "NotInThisVersion",
        "x-expects": "is not in this version yet: only `platform` is, the platform makes the certificates itself"
      },
      "apply": {
        "title": "OpsmanApply",
        "description": "How Apply Changes is run.",
        "type": "object",
        "additionalProperties": false,
        "x-later": [
          "instances",
          "recreate",
          "forceLatestVariables",
          "ignoreWarnings"
        ],
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
          "timeout": {
            "description": "Longest time for one Apply Changes.",
            "$ref": "../common.schema.json#/$defs/duration"
          }
        }
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
      "outputs",
      "batch",
      "timeout",
      "credentials",
      "readCredentials"
    ],
    "x-later": [
      "consumers"
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
  }
};
