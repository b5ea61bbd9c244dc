// The data sets on disk that the project knows, as a window sees them: by id and by the name of their folder, never by a path.

import type { SetOfProject } from "../contract/set-requests.ts";
import type { KnownSet } from "../contract/set-views.ts";
import type { windowRequests } from "../contract/window-requests.ts";
import { readers } from "../datasets/readers/registry.ts";
import type { SetChoice } from "../datasets/set-choice.ts";
import { WorkbenchError } from "../errors.ts";
import type { KnownSetRecord } from "../project/known-sets.ts";
import type { Handlers } from "../wire.ts";
import type { EngineContext } from "./context.ts";
import { nameOf } from "./import-folder.ts";

type SetRequests = Extract<keyof typeof windowRequests, "sets.list" | "sets.remove">;

export function knownSetHandlers(context: EngineContext): Handlers<SetRequests> {
  const { knownSets } = context.project.store;
  return {
    "sets.list": () => ({ sets: knownSets.all().map(knownSetOf) }),
    "sets.remove": ({ setId }) => {
      knownSets.remove(requireSet(context, setId).id);
      context.changed();
      return {};
    },
  };
}

/** @throws WorkbenchError `not-found` */
export function requireSet({ project }: EngineContext, setId: string): KnownSetRecord {
  const record = project.store.knownSets.get(setId);
  if (!record) throw new WorkbenchError("not-found", "The project no longer knows this data set. Add its folder again.");
  return record;
}

/** What a window asks for by id, with its folder and reader. @throws WorkbenchError `not-found` */
export function setChoiceOf(context: EngineContext, { setId, ...asked }: SetOfProject): SetChoice {
  const { directory, reader } = requireSet(context, setId);
  return { directory, reader, ...asked };
}

function knownSetOf({ id, directory, reader, others, readings }: KnownSetRecord): KnownSet {
  const { title, choices, usualParts } = readers.find(({ name }) => name === reader)!;
  return {
    id,
    name: nameOf(directory),
    reader,
    title,
    others,
    asks: choices.map(({ name, asks, options }) => ({ name, asks, options: [...options] })),
    usualParts: { anchor: [...usualParts.anchor], test: [...usualParts.test] },
    readings,
  };
}
