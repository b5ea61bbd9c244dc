import { strings } from "../strings.ts";
import type { Command } from "./command.ts";

/** Settings and selections change through the engine's undoable commands; these walk its history. */
export const undo: Command = {
  group: "project",
  name: strings.commands.undo,
  keys: ["mod+z"],
  isAvailable: ({ stores }) => (stores.workbench.getState().project?.undo ?? null) !== null,
  run: ({ stores }) => void stores.workbench.getState().apply(stores.client.request("project.undo", {})),
};

export const redo: Command = {
  group: "project",
  name: strings.commands.redo,
  keys: ["mod+shift+z", "mod+y"],
  isAvailable: ({ stores }) => (stores.workbench.getState().project?.redo ?? null) !== null,
  run: ({ stores }) => void stores.workbench.getState().apply(stores.client.request("project.redo", {})),
};

export const showShortcuts: Command = {
  group: "project",
  name: strings.commands.help,
  keys: ["?"],
  isAvailable: () => true,
  run: ({ stores }) => stores.workbench.getState().setShortcutSheet(true),
};

export const projectCommands: Command[] = [undo, redo, showShortcuts];
