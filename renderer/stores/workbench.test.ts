import { describe, expect, it, vi } from "vitest";
import type { PipelineRecipe } from "../../core/recipe.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

describe("a change of the recipe", () => {
  it("builds on the one before, however soon it comes", async () => {
    const save = vi.fn(async ({ recipe }: { recipe: PipelineRecipe }) => projectState({ recipe }));
    const workbench = createWorkbenchStore(clientOf({ "recipe.save": save }));
    workbench.getState().projectChanged(projectState());
    const { changeRecipe, savedRecipe } = workbench.getState();
    void changeRecipe(() => ({ seed: 5 }));
    void changeRecipe(({ seed, primitive }) => ({ primitive: { ...primitive, epochs: seed + 1 } }));
    expect(await savedRecipe()).toMatchObject({ seed: 5, primitive: { epochs: 6 } });
    expect(save).toHaveBeenCalledTimes(2);
  });

  it("is told when it was refused, and the next one is made all the same", async () => {
    const save = vi.fn(async ({ recipe }: { recipe: PipelineRecipe }) => projectState({ recipe }));
    save.mockRejectedValueOnce(new Error("The disk is full."));
    const workbench = createWorkbenchStore(clientOf({ "recipe.save": save }));
    workbench.getState().projectChanged(projectState());
    await workbench.getState().changeRecipe(() => ({ seed: 5 }));
    expect(workbench.getState().notices.map(({ text }) => text)).toEqual(["The disk is full."]);
    await workbench.getState().changeRecipe(() => ({ seed: 6 }));
    expect(workbench.getState().project?.recipe.seed).toBe(6);
  });
});
