import { describe, expect, it, vi } from "vitest";
import type { DatasetSummary } from "../../core/contract/dataset-summary.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { NetworkCost } from "../../core/contract/run-views.ts";
import { defaultPipelineRecipe } from "../../core/recipe.ts";
import { createNetworkCostsStore, keyOf } from "./network-costs.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));

/** An engine whose networks have as many parameters as their pictures have pixels a side. */
function open() {
  const ask = vi.fn(({ networks }: { networks: { inputSize: number }[] }): { costs: NetworkCost[] } => ({
    costs: networks.map(({ inputSize }) => ({ parameters: inputSize, multiplyAdds: 1 })),
  }));
  const client = clientOf({ "networks.costs": ask });
  const workbench = createWorkbenchStore(client);
  const costs = createNetworkCostsStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState({ dataset: { id: "data-1" } as DatasetSummary, ...changes }));
    await settled();
  };
  return { ask, costs, hear };
}

describe("the costs of the networks", () => {
  it("wait for a data set", async () => {
    const { ask, hear } = open();
    await hear({ dataset: null });
    expect(ask).not.toHaveBeenCalled();
  });

  it("are asked for once, and a new input size alone", async () => {
    const { ask, costs, hear } = open();
    await hear({});
    await hear({});
    await hear({ recipe: { ...defaultPipelineRecipe, inputSize: 64 } });
    expect(ask.mock.calls.map(([{ networks }]) => networks.length)).toEqual([5, 1]);
    expect(costs.getState().costs[keyOf("compact", 64)]?.parameters).toBe(64);
    expect(costs.getState().costs[keyOf("face-resnet", 150)]?.parameters).toBe(150);
  });

  it("are others with other classes", async () => {
    const { ask, hear } = open();
    await hear({});
    await hear({ classes: ["a", "b", "c"] });
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
