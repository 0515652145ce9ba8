import type { Command } from "commander";

interface Completed {
  /** Words that lead here: `["state", "list"]`. */
  readonly path: readonly string[];
  readonly words: readonly { readonly word: string; readonly about: string }[];
}

/** A completion script made from the program itself, for `bash`, `zsh` or `fish`. */
export function completionScript(program: Command, shell: string): string {
  const completed = everyCommand(program, []);
  if (shell === "fish") return fishScript(completed);
  return shell === "zsh"
    ? `#compdef certplan\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(completed)}`
    : bashScript(completed);
}

function everyCommand(command: Command, path: readonly string[]): readonly Completed[] {
  const shared = path.length === 0 ? [] : globalOptions(command);
  const options = [...command.options, ...shared].flatMap((option) =>
    option.long == null ? [] : [{ word: option.long, about: option.description }],
  );
  const commands = command.commands.map((sub) => ({ word: sub.name(), about: sub.description() }));
  const values = command.registeredArguments
    .flatMap(({ argChoices }) => argChoices ?? [])
    .map((word) => ({ word, about: "" }));
  const own = { path, words: [...commands, ...values, ...options, { word: "--help", about: "print help" }] };
  return [own, ...command.commands.flatMap((sub) => everyCommand(sub, [...path, sub.name()]))];
}

function globalOptions(command: Command): Command["options"] {
  const parent = command.parent;
  return parent === null
    ? []
    : [...parent.options.filter(({ long }) => long !== "--version"), ...globalOptions(parent)];
}

/** Files are completed where no word fits: plan files, estates. */
function bashScript(completed: readonly Completed[]): string {
  const cases = completed
    .filter(({ path }) => path.length > 0)
    .toReversed()
    .map(({ path, words }) => `    "${path.join(" ")} "*) words="${words.map(({ word }) => word).join(" ")}" ;;`);
  const top = completed[0]?.words.map(({ word }) => word).join(" ") ?? "";
  return `_certplan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[*]:1:COMP_CWORD-1} " in
${cases.join("\n")}
    *) words="${top}" ;;
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=( $(compgen -f -- "$current") )
}
complete -o filenames -F _certplan certplan
`;
}

function fishScript(completed: readonly Completed[]): string {
  const lines = completed.flatMap(({ path, words }) => {
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const condition = path.length === 0 ? "__fish_use_subcommand" : seen.join("; and ");
    return words.map(({ word, about }) => {
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c certplan -n '${condition}' ${what} -d '${about.replaceAll("'", "\\'")}'`;
    });
  });
  return `${lines.join("\n")}\n`;
}
