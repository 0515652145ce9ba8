import type { LabModel, LabReply, LabRequest } from "../../../src/lab/model.ts";

/** One hub that shows a credential of a generation, and members that accept generations. Instants in ms, lab time. */
export interface ToyState {
  /** False: a generation that is issued and not in use cannot be seen. */
  readonly listsIssued: boolean;
  readonly serving: number;
  /** The newest generation that exists. */
  readonly issued: number;
  /** When each generation ends. */
  readonly ends: Readonly<Record<string, number>>;
  /** `loads`: accepted in writing, and in force from that instant on. */
  readonly members: Readonly<
    Record<
      string,
      { readonly accepts: readonly number[]; readonly loads?: { readonly generation: number; readonly at: number } }
    >
  >;
  readonly effects: Readonly<Record<string, number>>;
}

export const loadMs = 5_000;
const lifetimeMs = 90 * 86_400_000;

export function initialToy(
  now: number,
  of: { readonly listsIssued: boolean; readonly members: readonly string[] },
): ToyState {
  const members = Object.fromEntries(of.members.map((name) => [name, { accepts: [1] }]));
  return {
    listsIssued: of.listsIssued,
    serving: 1,
    issued: 1,
    ends: { 1: now + 10 * 86_400_000 },
    members,
    effects: {},
  };
}

export const toyModel: LabModel<ToyState> = {
  step: (state, request, now) => {
    const next = change(state, request, now);
    return { state: next ?? state, reply: next === undefined ? refusal : json(200, shown(next)), takesMs: 50 };
  },
  advance: (state, now) => {
    const due = Object.entries(state.members).filter(
      ([, member]) => member.loads !== undefined && member.loads.at <= now,
    );
    if (due.length === 0) return state;
    const loaded = due.map(
      ([name, { accepts, loads }]) => [name, { accepts: [...accepts, loads?.generation ?? 0] }] as const,
    );
    return { ...state, members: { ...state.members, ...Object.fromEntries(loaded) } };
  },
  canonical: ({ serving, issued, members }) => ({
    serving,
    issued,
    members: Object.entries(members).map(([name, { accepts, loads }]) => ({
      name,
      accepts,
      loads: loads?.generation ?? 0,
    })),
  }),
  broken: ({ serving, members }) =>
    Object.entries(members).flatMap(([name, { accepts }]) =>
      accepts.includes(serving) ? [] : [`${name} refuses hub`],
    ),
  effects: (state) => state.effects,
};

const refusal = json(404, { error: "not found" });

function json(status: number, body: unknown): LabReply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function shown({ listsIssued, serving, issued, ends, members }: ToyState): unknown {
  const accepts = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.accepts]));
  const inUse = Math.max(serving, ...Object.values(accepts).flat());
  return {
    id: "toy-1",
    serving,
    newest: listsIssued ? issued : inUse,
    lists: listsIssued,
    ends: ends[serving],
    accepts,
  };
}

/** Undefined: no such path. */
function change(state: ToyState, { method, path }: LabRequest, now: number): ToyState | undefined {
  const [, what, name = "", generation = ""] = path.split("/");
  const member = state.members[name];
  switch (`${method} ${what}`) {
    case "GET state":
      return state;
    case "POST issue": {
      const issued = state.issued + 1;
      return {
        ...counted(state, `issue to replace ${state.serving}`),
        issued,
        ends: { ...state.ends, [issued]: now + lifetimeMs },
      };
    }
    case "PUT hub":
      return state.serving === Number(name) ? state : { ...counted(state, `switch to ${name}`), serving: Number(name) };
    case "PUT members":
      if (member === undefined) return undefined;
      if (member.accepts.includes(Number(generation)) || member.loads !== undefined) return state;
      return withMember(state, name, { ...member, loads: { generation: Number(generation), at: now + loadMs } });
    case "DELETE members":
      return member === undefined
        ? undefined
        : withMember(state, name, { accepts: member.accepts.filter((one) => one !== Number(generation)) });
    default:
      return undefined;
  }
}

function withMember(state: ToyState, name: string, member: ToyState["members"][string]): ToyState {
  return { ...state, members: { ...state.members, [name]: member } };
}

function counted(state: ToyState, name: string): ToyState {
  return { ...state, effects: { ...state.effects, [name]: (state.effects[name] ?? 0) + 1 } };
}
