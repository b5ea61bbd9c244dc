import { ViewName } from "../../core/contract/view-state.ts";
import { strings } from "../strings.ts";
import type { Command } from "./command.ts";

/** Ctrl/Cmd and the place of a view in the rail. */
export const viewCommands: Command[] = ViewName.options.map((view, index) => ({
  group: "views",
  name: strings.commands.view(strings.views[view]),
  keys: [`mod+${index + 1}`],
  isAvailable: () => true,
  run: ({ stores }) => stores.workbench.getState().goTo(view),
}));
