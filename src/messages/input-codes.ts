/** Error codes of what people wrote (exit 3); a part of `errorCodes`. */
export const inputCodes = {
  // input (exit 3): what people wrote
  Usage: {
    kind: "input",
    explain:
      "The command line has a command, flag or value that certplan does not know, or flags that do not go together.",
  },
  FileUnwritable: { kind: "input", explain: "A file that the command line names cannot be written." },
  InvalidInstant: {
    kind: "input",
    explain: "A date or time is not RFC 3339. Write 2026-12-31 or 2026-12-31T18:00:00Z.",
  },
  SecretUnresolved: {
    kind: "input",
    explain:
      "A secret reference gave no value: the environment variable is not set, the file cannot be read, or the command failed. The value itself is never shown.",
  },
  KeyMismatch: {
    kind: "input",
    explain:
      "A private key is not the one of the certificate that it stands beside. Give the key that the certificate was made for; the key itself is never shown.",
  },
  StateMissing: {
    kind: "input",
    explain:
      "certplan.toml names a lineage, but there is no state behind it: the state directory is lost, not mounted, or another one. If it is really gone, `certplan apply --new-state` starts a new state; certplan then recognises a half-done rotation from the live system.",
  },
  StateDamaged: {
    kind: "input",
    explain:
      "A record of the state or of a journal was written whole and has changed since. certplan does not guess what it said. `certplan state verify` tells where the damage is. `certplan state repair` cuts a journal there and marks what may have happened since; a damaged state.json it makes anew from the journals.",
  },
  RepairImpossible: {
    kind: "input",
    explain:
      "What a run was opened with is damaged: its frozen plan, or the first records of its journal. Without them nobody knows what was reviewed. Restore the directory of the run from a copy. Or state.json is damaged, and nothing tells the lineage of the state: write it into certplan.toml.",
  },
  StateNotPersistent: {
    kind: "input",
    explain:
      "In CI an apply needs a state directory that outlives the machine. Mount one and write `persistent = true` under [state] in certplan.toml; a CI cache is not enough.",
  },
  StateOnNetwork: {
    kind: "input",
    explain:
      "The state directory lies on a network file system, or on one that passes files through from elsewhere (FUSE, 9P). There an exclusive create and what one machine sees of another's file may come late, so that two applies on two machines may both believe that they hold a lock, and what was synced may still be lost with the server. Use a local file system or a block volume. If only one machine writes there at a time, `networkFileSystem = true` under [state] in certplan.toml allows it.",
  },
  LineageMismatch: {
    kind: "input",
    explain: "The plan or the settings belong to another state than the one found: their lineages differ.",
  },
  PlanInvalid: {
    kind: "input",
    explain:
      "The plan file is not a plan of this format, or it was changed after it was made (its digest does not match).",
  },
  StepKindUnknown: {
    kind: "input",
    explain:
      "The plan holds a step kind, or a version of one, that this certplan does not have. Use the certplan that made the plan.",
  },
  TargetUnknown: {
    kind: "input",
    explain: "A name given with --only, --exclude or --rotate is no target of the estate.",
  },
  StepUnknown: {
    kind: "input",
    explain:
      "No open run has a step of this id. `certplan state list` shows the open runs and where each of them stands.",
  },
  StepAmbiguous: {
    kind: "input",
    explain:
      "More than one open run has a step of this id, so certplan cannot know which is meant. `certplan state abandon RUN` closes one.",
  },
  RunUnknown: { kind: "input", explain: "There is no open run of this id. `certplan state list` shows them." },
  ConsentMissing: {
    kind: "input",
    explain: "There is no terminal to ask on, and neither a plan file, --expect nor --yes gives consent.",
  },
  CertificateUnreadable: {
    kind: "input",
    explain:
      "What should be a certificate (PEM or DER) cannot be read as one. A PEM certificate begins with -----BEGIN CERTIFICATE-----.",
  },
  PkiUnsupported: {
    kind: "input",
    explain: "The key is of a kind that certplan does not sign with. Use RSA, EC (P-256, P-384, P-521) or Ed25519.",
  },
  // the estate and certplan.toml
  EstateMissing: {
    kind: "input",
    explain:
      "There is no estate file where certplan looked. `certplan init` writes one; `-f` names another file or directory.",
  },
  FileUnreadable: {
    kind: "input",
    explain:
      "A file that the estate or the command line names is not there or cannot be read. Paths in an estate are relative to its file.",
  },
  FileTooLarge: {
    kind: "input",
    explain: "The files of an estate may hold 20 MB together, certplan.toml 1 MB.",
  },
  InvalidEncoding: {
    kind: "input",
    explain:
      'A text file is not UTF-8, or holds a NUL or another control character. UTF-16 (Windows "Unicode") must be saved as UTF-8.',
  },
  InvalidYaml: {
    kind: "input",
    explain:
      "The YAML cannot be read. certplan reads YAML 1.2: one document a file, no tags, every key once, at most 100 levels deep.",
  },
  DuplicateKey: { kind: "input", explain: "A mapping holds a key twice. YAML would silently take one of the two." },
  TooManyAliases: {
    kind: "input",
    explain:
      "Aliases (`*name`) make the file far larger than it looks, or an alias holds itself. Write the values out, or use a policy.",
  },
  InvalidToml: { kind: "input", explain: 'certplan.toml is not TOML 0.5 (`[section]`, `key = "value"`).' },
  UnsupportedVersion: {
    kind: "input",
    explain: "This certplan reads estates of version 1: the first line is `version: 1`.",
  },
  UnknownKey: {
    kind: "input",
    explain: "A key that certplan does not know. Unknown keys are errors, because a misspelt one would have no effect.",
  },
  MissingKey: { kind: "input", explain: "A key that must be there is not." },
  WrongType: {
    kind: "input",
    explain:
      "A value is of another type than it must be: a text, a whole number, a list, a mapping. Put numbers that are names in quotes.",
  },
  InvalidValue: { kind: "input", explain: "A value is none of those allowed." },
  InvalidDuration: {
    kind: "input",
    explain:
      "A duration is a whole number and a unit without a space: 30d, 12h, 45m, 90s, 250ms. Where a share of a lifetime makes sense: 33%. A day is 86,400 s.",
  },
  InvalidName: {
    kind: "input",
    explain:
      "A name has 1 to 63 letters, digits, dots, dashes and underscores, and begins and ends with a letter or digit.",
  },
  InvalidUrl: {
    kind: "input",
    explain: "A url is https://host or https://host:port: no path, no user name or password, no plain http.",
  },
  InvalidAddress: {
    kind: "input",
    explain: 'An address is host:port: name.example.com:443, 10.0.0.7:443, "[2001:db8::7]:443".',
  },
  InvalidTrust: {
    kind: "input",
    explain: '`trust` is {caFile: path}, {pins: ["sha256:..."]}, both, {system: true} or {verify: false}.',
  },
  InvalidCaFile: {
    kind: "input",
    explain:
      "The file behind `caFile`, or behind `certificate` of an issuer, must hold one or more PEM certificates and no private key.",
  },
  InlineSecret: {
    kind: "input",
    explain:
      "A secret stands in the file itself. Write where it comes from: {env: NAME}, {file: path} or {command: [program, argument]}, and change the secret if the file was committed.",
  },
  InvalidSecretReference: {
    kind: "input",
    explain:
      "A secret is exactly one of {env: NAME}, {file: path}, {command: [program, argument]}. Names that begin with CERTPLAN_ are settings and cannot be secrets.",
  },
  DuplicateName: {
    kind: "input",
    explain:
      "Two targets, two policies, two issuers, two entries of a list or two files give the same name or key. Names are unique over all files of an estate.",
  },
  SharedOutput: {
    kind: "input",
    explain:
      "Two targets put an output into one file, also with `merge`: they are rotated at the same time, and one could undo what the other wrote. Name a file for each; what reads them can read both.",
  },
  UnknownType: { kind: "input", explain: "There is no target type of this name." },
  TypeNotYet: {
    kind: "input",
    explain: "This target type is planned and not in this version of certplan yet. Leave the target out until it is.",
  },
  ObservedOnly: {
    kind: "input",
    explain:
      "Targets of this type are only observed: nothing of theirs is rotated, so keys that say how have no meaning.",
  },
  MeaninglessKey: {
    kind: "input",
    explain: "A key that other types have means nothing for this one. It is refused because it would have no effect.",
  },
  UnknownIssuer: { kind: "input", explain: "No issuer of this name is declared under `issuers`." },
  UnknownPolicy: { kind: "input", explain: "No policy of this name is declared or built in (default, cabforum)." },
  PolicyCycle: { kind: "input", explain: "A policy extends itself, directly or through others." },
  UnknownTarget: { kind: "input", explain: "No target of this name is in the estate." },
  AfterCycle: { kind: "input", explain: "Targets wait for each other in a circle through `after`." },
  UnknownVariable: {
    kind: "input",
    explain:
      "An environment variable begins with CERTPLAN_ and is no setting. Misspelt settings would have no effect, and secrets need another name.",
  },
  LabDirectoryTaken: {
    kind: "input",
    explain:
      "`certplan lab up` writes an estate, settings and secrets for its simulators, and overwrites nothing. Run it in an empty directory.",
  },
} as const;
