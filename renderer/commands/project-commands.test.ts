import { expect, it } from "vitest";
import { at } from "../../core/mining/selection.fixture.ts";
import { clientOf, projectState } from "../stores/project-state.fixture.ts";
import type { Stores } from "../stores/stores.tsx";
import { createThresholdStore } from "../stores/threshold.ts";
import { createWorkbenchStore } from "../stores/workbench.ts";
import { undo } from "./project-commands.ts";

it("undo takes back what was done last, also when that was not saved yet", async () => {
  const asked: string[] = [];
  const state = projectState({ selection: at(0.25), undo: "an earlier change" });
  const answer = (name: string) => () => {
    asked.push(name);
    return state;
  };
  const client = clientOf({
    "mining.histograms": () => ({ poolCount: 0, rules: [] }),
    "mining.page": () => ({ total: 0, rows: [] }),
    "recipe.save": answer("recipe.save"),
    "selection.save": answer("selection.save"),
    "project.undo": answer("project.undo"),
  });
  const workbench = createWorkbenchStore(client);
  const threshold = createThresholdStore(client, workbench);
  workbench.getState().projectChanged(state);
  threshold.getState().move(at(0.5));
  void workbench.getState().changeRecipe(() => ({ seed: 2 }));
  undo.run({ stores: { client, workbench, threshold } as Stores, gallery: null });
  await expect.poll(() => asked).toEqual(["selection.save", "recipe.save", "project.undo"]);
});
