import type { Disk } from "./disk.ts";
import { diskForms, shortOf } from "./disk-form.ts";
import { programsForm } from "./programs.ts";
import type { WorldValue } from "./world.ts";

/**
 * Makes the function that tells worlds apart by how they will go on: the disk as it is and as it would be after a loss
 * of power, the platforms, what is in flight. Clocks, tokens, process ids and attempt numbers are left out, and so are
 * locks, since every holder is dead. Worlds are values: what was worked out for a part of one is remembered.
 */
export function canonicaliser(stateDirectory: string): (value: WorldValue) => string {
  const disks = new WeakMap<Disk, string>();
  const states = new WeakMap<object, string>();
  const formOf = diskForms(stateDirectory);
  const diskForm = (disk: Disk): string => {
    const form = disks.get(disk) ?? formOf(disk);
    disks.set(disk, form);
    return form;
  };
  const serverForm = ({ model, state }: WorldValue["servers"][number]): string => {
    const form = states.get(state as object) ?? shortOf(JSON.stringify(model.canonical(state)));
    states.set(state as object, form);
    return form;
  };
  return (value) => {
    const flights = value.flights.map(({ flight, arrivesAt }) => [
      flight.request.method,
      flight.request.path,
      arrivesAt > value.now,
    ]);
    const rest = JSON.stringify({ flights, ...programsForm(value) });
    return [diskForm(value.disk), ...value.servers.map(serverForm), rest].join(" ");
  };
}
