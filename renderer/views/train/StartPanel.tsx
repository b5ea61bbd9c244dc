// The steps that can be started here, and why one cannot.
import { Cpu, Pickaxe, Play } from "lucide-react";
import type { InputOf } from "../../../core/contract/requests.ts";
import { Button } from "../../components/Button.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { isStartOpen } from "./network-choice.ts";

export function StartPanel() {
  const { client, workbench } = useStores();
  const project = useWorkbench((state) => state.project);
  const isReadOnly = useIsReadOnly();
  if (!project) return null;
  const start = (kind: InputOf<"job.start">["kind"]) => void workbench.getState().attempt(client.request("job.start", { kind }));
  const isBusy = unfinishedOf(project.jobs, "pipeline", "primitive", "mine", "prepare-demonstration", "import-dataset") !== null;
  const needsData = project.dataset ? null : strings.train.needsData;
  const needsPrimitive = project.primitiveRunId ? null : strings.train.needsPrimitive;
  const busy = needsData ?? (isBusy ? strings.train.busy : null);
  const why = busy ?? (isStartOpen(project.recipe, project.weights) ? strings.train.needsStart : null);
  return (
    <section className="panel start-panel" aria-label={strings.train.start}>
      <Button
        look="primary"
        icon={Play}
        disabled={why !== null || isReadOnly}
        title={why ?? strings.train.startHint}
        onClick={() => start("pipeline")}
      >
        {strings.train.start}
      </Button>
      <div className="start-steps">
        <Button icon={Cpu} disabled={why !== null || isReadOnly} title={why ?? undefined} onClick={() => start("primitive")}>
          {strings.train.trainPrimitive}
        </Button>
        <Button
          icon={Pickaxe}
          disabled={busy !== null || needsPrimitive !== null || isReadOnly}
          title={busy ?? needsPrimitive ?? undefined}
          onClick={() => start("mine")}
        >
          {strings.train.mine}
        </Button>
      </div>
      <p className="panel-hint">{why ?? strings.train.startHint}</p>
    </section>
  );
}
