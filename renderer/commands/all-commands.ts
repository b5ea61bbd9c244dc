// Every command of the window. A key belongs to one command; a test holds that.
import type { Command, CommandContext } from "./command.ts";
import { dataCommands } from "./data-commands.ts";
import { galleryCommands } from "./gallery-commands.ts";
import { projectCommands } from "./project-commands.ts";
import { thresholdCommands } from "./threshold-commands.ts";
import { viewCommands } from "./view-commands.ts";

export const allCommands: readonly Command[] = [
  ...viewCommands,
  ...projectCommands,
  ...dataCommands,
  ...thresholdCommands,
  ...galleryCommands,
];

/** The command of a chord, if it can run now. */
export const commandOf = (chord: string, context: CommandContext): Command | undefined =>
  allCommands.find((command) => command.keys.includes(chord) && command.isAvailable(context));
