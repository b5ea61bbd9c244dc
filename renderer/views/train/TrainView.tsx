// Train (sections 3.2 and 4.3): the network and the recipes, the buttons that start work, and every run with its curves.
import "./dialogs.css";
import "./set-up.css";
import "./train.css";
import { useWorkbench } from "../../stores/stores.tsx";
import { FirstSelectionPanel } from "./FirstSelectionPanel.tsx";
import { MiningPanel } from "./MiningPanel.tsx";
import { NetworkPanel } from "./NetworkPanel.tsx";
import { RecipePanel } from "./RecipePanel.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { RunsPanel } from "./RunsPanel.tsx";
import { StartPanel } from "./StartPanel.tsx";

export function TrainView() {
  const recipe = useWorkbench((state) => state.project?.recipe);
  if (!recipe) return null;
  return (
    <div className="train-view">
      <div className="train-side scrolls">
        <StartPanel />
        <NetworkPanel recipe={recipe} />
        <RecipePanel project={recipe} />
        <MiningPanel recipe={recipe} />
        <FirstSelectionPanel recipe={recipe} />
      </div>
      <div className="train-runs">
        <RunPanel />
        <RunsPanel />
      </div>
    </div>
  );
}
