import { describe, expect, it } from "vitest";
import { defaultDistillationRecipe } from "../../../core/distillation/distillation-recipe.ts";
import { placeAfter, plannedEpochs } from "./checkpoint-columns.ts";

const recipe = { ...defaultDistillationRecipe, outerEpochs: 25, checkpointEvery: 10 };

describe("the checkpoints of a distillation", () => {
  it("are the kept ones and, while it goes on, those to come", () => {
    expect(plannedEpochs({ state: "distilling", recipe }, [0, 10])).toEqual([0, 10, 20, 25]);
    expect(plannedEpochs({ state: "finished", recipe }, [0, 10])).toEqual([0, 10]);
    expect(plannedEpochs({ state: "distilling", recipe: null }, [0])).toEqual([0]);
  });

  it("are walked sideways, images up and down; the edges hold", () => {
    const from = { column: 1, row: 6 };
    const walk = (...moves: Parameters<typeof placeAfter>[0][]) => moves.reduce((place, move) => placeAfter(move, place, 3, 7), from);
    expect(walk("left")).toEqual({ column: 0, row: 6 });
    expect(walk("right", "right")).toEqual({ column: 2, row: 6 });
    expect(walk("down")).toEqual(from);
    expect(walk("home", "up")).toEqual({ column: 0, row: 5 });
    expect(walk("end", "page-up")).toEqual({ column: 2, row: 0 });
  });
});
