// Distil (section 3.4): what is distilled and how, the distillations of the project, and what became of the one that is shown.
import "./distil.css";
import "./images.css";
import "./curves.css";
import "./das.css";
import "./figure4.css";
import "./figure7.css";
import "../train/set-up.css";
import { type ComponentType, useState } from "react";
import { Segmented } from "../../components/Segmented.tsx";
import { useDistil, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { CurvesPart } from "./CurvesPart.tsx";
import { DasPanel } from "./DasPanel.tsx";
import { DasSettings } from "./DasSettings.tsx";
import { DistillationList } from "./DistillationList.tsx";
import { DistillationRecipePanel } from "./DistillationRecipePanel.tsx";
import { DistilStart } from "./DistilStart.tsx";
import { Figure4Panel } from "./Figure4Panel.tsx";
import { Figure7Panel } from "./Figure7Panel.tsx";
import { ImagesPart } from "./ImagesPart.tsx";
import { LearnerWarning } from "./LearnerWarning.tsx";
import { NothingDistilled } from "./NothingDistilled.tsx";

const parts = { images: ImagesPart, curves: CurvesPart, das: DasPanel, figure4: Figure4Panel, figure7: Figure7Panel } satisfies Record<
  string,
  ComponentType
>;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];

export function DistilView() {
  const recipe = useWorkbench((state) => state.project?.recipe);
  const hasAny = useDistil((state) => state.shownId !== null);
  const [part, setPart] = useState<Part>("images");
  if (!recipe) return null;
  const Shown = hasAny ? parts[part] : NothingDistilled;
  return (
    <div className={hasAny && part === "figure4" ? "distil-view distil-view-wide" : "distil-view"}>
      <div className="distil-side scrolls">
        <DistilStart />
        <DistillationList />
        <DistillationRecipePanel recipe={recipe.distillation} />
        <DasSettings das={recipe.das} />
      </div>
      <div className="distil-shown">
        <div className="distil-parts">
          <Segmented
            label={strings.distil.part}
            value={part}
            onChange={setPart}
            options={partNames.map((value) => ({ value, label: strings.distil.parts[value], isDisabled: !hasAny }))}
          />
        </div>
        {hasAny && part !== "figure4" && <LearnerWarning />}
        <Shown />
      </div>
    </div>
  );
}
