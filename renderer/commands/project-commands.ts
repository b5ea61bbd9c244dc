import type { Stores } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import type { Command } from "./command.ts";

/**
 * Settings and selections change through the engine's undoable commands; undo and redo walk its history. What is still under the hand
 * is saved first, so that undo takes back what was done last.
 */
async function walk({ workbench, threshold, client }: Stores, direction: "project.undo" | "project.redo"): Promise<void> {
  threshold.getState().rest();
  await workbench.getState().savedRecipe();
  await workbench.getState().apply(client.request(direction, {}));
}

export const undo: Command = {
  group: "project",
  name: strings.commands.undo,
  keys: ["mod+z"],
  isAvailable: ({ stores }) => (stores.workbench.getState().project?.undo ?? null) !== null,
  run: ({ stores }) => void walk(stores, "project.undo"),
};

export const redo: Command = {
  group: "project",
  name: strings.commands.redo,
  keys: ["mod+shift+z", "mod+y"],
  isAvailable: ({ stores }) => (stores.workbench.getState().project?.redo ?? null) !== null,
  run: ({ stores }) => void walk(stores, "project.redo"),
};

export const showShortcuts: Command = {
  group: "project",
  name: strings.commands.help,
  keys: ["?"],
  isAvailable: () => true,
  run: ({ stores }) => stores.workbench.getState().setShortcutSheet(true),
};

export const projectCommands: Command[] = [undo, redo, showShortcuts];
