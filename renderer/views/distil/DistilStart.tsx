// The button that distils, how far it is, and the import of images that another program distilled.
import { CircleX, FlaskConical } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { ImportFileButton } from "../../components/ImportFileButton.tsx";
import { SendingFile } from "../../components/SendingFile.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.distil;

export function DistilStart() {
  const { client, workbench } = useStores();
  const job = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "distill"));
  const why = useWorkbench(({ project }) => {
    if (!project?.primitiveRunId) return words.needsPrimitive;
    return project.recipe.distillation.source === "selected" && !project.selection ? words.needsSelection : null;
  });
  const isReadOnly = useIsReadOnly();
  const { attempt } = workbench.getState();
  return (
    <section className="panel start-panel" aria-label={words.start}>
      <Button
        look="primary"
        icon={FlaskConical}
        isBusy={job !== null}
        disabled={job !== null || why !== null || isReadOnly}
        title={why ?? words.startHint}
        onClick={() => void attempt(client.request("job.start", { kind: "distill" }))}
      >
        {job ? words.distilling : words.start}
      </Button>
      <div className="start-steps">
        {job && (
          <Button icon={CircleX} disabled={job.isCancelling} onClick={() => void attempt(client.request("job.cancel", { jobId: job.id }))}>
            {job.isCancelling ? words.cancelling : words.cancel}
          </Button>
        )}
        <ImportButton />
      </div>
      <SendingFile use="distilled" />
      <p className="panel-hint">{why ?? words.startHint}</p>
    </section>
  );
}

function ImportButton() {
  const { client, workbench } = useStores();
  const isImporting = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "import-distilled") !== null);
  return (
    <ImportFileButton
      label={words.import}
      title={isImporting ? words.busy : words.importHint}
      isBusy={isImporting}
      endings=".safetensors,.pth"
      purpose={{ use: "distilled" }}
      openDialog={() => void workbench.getState().attempt(client.request("host.import-distilled", {}))}
    />
  );
}
