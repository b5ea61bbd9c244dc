import { describe, expect, it } from "vitest";
import { allCommands, commandOf } from "./all-commands.ts";
import type { CommandContext, GalleryHandle } from "./command.ts";

/** A window that shows the given view; every request is ignored. */
function context(changes: { view?: string; undo?: string; gallery?: GalleryHandle | null } = {}): CommandContext {
  const { view = "data", undo = null, gallery = null } = changes;
  const workbench = { view: { view }, project: { undo, redo: null, readOnlyReason: null } };
  const threshold = { counts: {} };
  return {
    gallery,
    stores: { workbench: { getState: () => workbench }, threshold: { getState: () => threshold } },
  } as unknown as CommandContext;
}
const gallery: GalleryHandle = { move: () => {}, openFocused: () => {}, goToRank: () => {}, hideOverlays: () => {} };

describe("the commands", () => {
  it("give every key to one command only", () => {
    const keys = allCommands.flatMap((command) => command.keys);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it("use single letters only where a gallery has the focus", () => {
    const single = allCommands.filter(({ keys }) => keys.some((key) => /^[a-z]$/.test(key)));
    expect(single.map(({ group }) => group)).toEqual(single.map(() => "gallery"));
    expect(single.length).toBeGreaterThan(0);
    expect(commandOf("g", context())).toBeUndefined();
    expect(commandOf("g", context({ gallery }))?.name).toBe("Go to rank …");
  });

  it("play only where pictures change with time", () => {
    expect(commandOf("space", context({ gallery }))).toBeUndefined();
    expect(commandOf("space", context({ gallery: { ...gallery, playOrPause: () => {} } }))?.name).toBe("Play or pause the checkpoints");
  });

  it("move delta in Threshold only", () => {
    expect(commandOf("[", context({ view: "results" }))).toBeUndefined();
    expect(commandOf("[", context({ view: "threshold" }))?.name).toBe("Delta down, fine");
  });

  it("offer undo only when there is something to undo", () => {
    expect(commandOf("mod+z", context())).toBeUndefined();
    expect(commandOf("mod+z", context({ undo: "delta 0.12" }))?.name).toBe("Undo");
  });

  it("reach every view by its number", () => {
    expect(["mod+1", "mod+2", "mod+3", "mod+4", "mod+5", "mod+6", "mod+7"].map((key) => commandOf(key, context())?.name)).toEqual([
      "Go to Data",
      "Go to Train",
      "Go to Threshold",
      "Go to Distil",
      "Go to Results",
      "Go to Tables",
      "Go to Figures",
    ]);
  });
});
