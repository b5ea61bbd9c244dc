// Distilled images belong to the weights that they were made for: said loudly where the project has others by now.
import { TriangleAlert } from "lucide-react";
import type { NetworkSetup } from "../../../core/networks/network-setup.ts";
import { useTrain, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { useShownDistillation } from "./useShownDistillation.ts";

const words = strings.distil.warnings;

const nameOf = ({ name, inputSize }: NetworkSetup): string => strings.distil.list.network(strings.train.network.names[name], inputSize);

export function LearnerWarning() {
  const shown = useShownDistillation();
  const learnerId = useWorkbench((state) => state.project?.primitiveRunId ?? null);
  const current = useTrain(({ runs }) => runs.find(({ id }) => id === learnerId) ?? null);
  if (!shown || shown.summary.isForCurrentLearner) return null;
  const made = nameOf(shown.summary.network);
  const now = current ? nameOf(current.network) : words.noLearner;
  return (
    <div className="callout" role="alert">
      <TriangleAlert className="callout-icon" aria-hidden />
      <div>
        <p className="callout-title">{words.otherLearner}</p>
        <p>{words.otherLearnerText(made === now ? words.sameNetwork(made) : made, now)}</p>
      </div>
    </div>
  );
}
