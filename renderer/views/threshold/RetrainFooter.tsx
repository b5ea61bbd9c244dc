// The step that the selection is made for.
import { Sparkles } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useThreshold, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function RetrainFooter({ selectedCount }: { selectedCount: number }) {
  const { client, workbench } = useStores();
  const rest = useThreshold((state) => state.rest);
  const isRetraining = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "retrain", "pipeline") !== null);
  const isDone = useWorkbench((state) => state.project?.steps.retraining === "done");
  const isReadOnly = useIsReadOnly();
  const retrain = () => {
    rest(); // the engine retrains with the saved selection
    void workbench.getState().attempt(client.request("job.start", { kind: "retrain" }));
  };
  return (
    <footer className="retrain">
      <Button
        look="primary"
        icon={Sparkles}
        isBusy={isRetraining}
        disabled={isRetraining || isReadOnly || selectedCount === 0}
        title={selectedCount === 0 ? strings.threshold.nothingSelected : undefined}
        onClick={retrain}
      >
        {isRetraining ? strings.threshold.retraining : isDone ? strings.threshold.retrainAgain : strings.threshold.retrain}
      </Button>
      <p className="panel-hint">{strings.threshold.retrainHint}</p>
    </footer>
  );
}
