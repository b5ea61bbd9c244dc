import { composeStrings } from "../strings-compose.ts";
import type { Command } from "./command.ts";

export const putTogether: Command = {
  group: "project",
  name: composeStrings.open,
  keys: ["mod+shift+o"],
  isAvailable: () => true,
  run: ({ stores: { workbench, compose } }) => {
    workbench.getState().goTo("data");
    compose.getState().setOpen(true);
  },
};

export const dataCommands: Command[] = [putTogether];
