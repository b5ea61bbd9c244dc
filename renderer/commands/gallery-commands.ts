import type { GridMove } from "../gallery/grid-geometry.ts";
import { strings } from "../strings.ts";
import type { Command, GalleryHandle } from "./command.ts";

/** A command of the gallery that has the focus. Single letters live only here. */
const galleryCommand = (
  name: string,
  keys: string[],
  run: (gallery: GalleryHandle) => void,
  part: keyof GalleryHandle = "move",
): Command => ({
  group: "gallery",
  name,
  keys,
  isAvailable: ({ gallery }) => gallery?.[part] !== undefined,
  run: ({ gallery }) => gallery && run(gallery),
});
const moveCommand = (name: string, move: GridMove, ...keys: string[]): Command =>
  galleryCommand(name, keys, (gallery) => gallery.move(move));

const { commands } = strings;
export const galleryCommands: Command[] = [
  moveCommand(commands.moveLeft, "left", "arrowleft", "k"),
  moveCommand(commands.moveRight, "right", "arrowright", "j"),
  moveCommand(commands.moveUp, "up", "arrowup"),
  moveCommand(commands.moveDown, "down", "arrowdown"),
  moveCommand(commands.pageUp, "page-up", "pageup"),
  moveCommand(commands.pageDown, "page-down", "pagedown"),
  moveCommand(commands.home, "home", "home"),
  moveCommand(commands.end, "end", "end"),
  galleryCommand(commands.open, ["enter"], (gallery) => gallery.openFocused()),
  galleryCommand(commands.goToRank, ["g"], (gallery) => gallery.goToRank?.(), "goToRank"),
  galleryCommand(commands.playOrPause, ["space"], (gallery) => gallery.playOrPause?.(), "playOrPause"),
  {
    ...galleryCommand(commands.hideOverlays, ["h"], (gallery) => gallery.hideOverlays?.(true), "hideOverlays"),
    release: ({ gallery }) => gallery?.hideOverlays?.(false),
  },
];
