// What a command is. Keys and the shortcut sheet follow from the list of commands; buttons name the same chords in their tooltips.
import type { GridMove } from "../gallery/grid-geometry.ts";
import type { Stores } from "../stores/stores.tsx";

/** What commands can do to the gallery that has the focus. */
export interface GalleryHandle {
  move(to: GridMove): void;
  openFocused(): void;
  goToRank?(): void;
  hideOverlays?(isHidden: boolean): void;
  /** Of pictures that change with time. */
  playOrPause?(): void;
}

export interface CommandContext {
  stores: Stores;
  /** Null while no gallery has the focus. */
  gallery: GalleryHandle | null;
}

export interface Command {
  group: "views" | "project" | "threshold" | "gallery";
  name: string;
  /** Chords of keys.ts; each of them runs the command. */
  keys: readonly string[];
  isAvailable(context: CommandContext): boolean;
  run(context: CommandContext): void;
  /** For a key that works while it is held. */
  release?(context: CommandContext): void;
}
