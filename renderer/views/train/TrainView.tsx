// Train (sections 3.2 and 4.3): the recipe, the buttons that start work, and the curves of every run while it learns.
import "./train.css";
import { RecipePanel } from "./RecipePanel.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { StartPanel } from "./StartPanel.tsx";

export const TrainView = () => (
  <div className="train-view">
    <div className="train-side scrolls">
      <StartPanel />
      <RecipePanel />
    </div>
    <RunPanel />
  </div>
);
