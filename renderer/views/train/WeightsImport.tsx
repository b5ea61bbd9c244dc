// The button that imports a file of weights, how far its import is, and the tensor that stopped it.
import { FileInput } from "lucide-react";
import { useState } from "react";
import type { JobView } from "../../../core/contract/job-view.ts";
import type { InputOf } from "../../../core/contract/requests.ts";
import { networkNames } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { ProblemText } from "../../components/ProblemText.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { isUnfinished } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

type Asked = InputOf<"host.import-weights">;

const words = strings.train.weights;
const orders = ["rgb", "bgr"] as const;

export function WeightsImport() {
  const { client, workbench } = useStores();
  const canChoose = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const job = useWorkbench((state) => state.project?.jobs.find(({ kind }) => kind === "import-weights") ?? null);
  const isReadOnly = useIsReadOnly();
  const [asked, setAsked] = useState<Asked>({ network: null, channelOrder: null });
  if (!canChoose) {
    return (
      <p className="weights-command">
        {words.command} <code>{words.commandLine}</code>
      </p>
    );
  }
  const isBusy = job !== null && isUnfinished(job);
  return (
    <div className="weights-import">
      <div className="weights-import-row">
        <Button
          look="primary"
          icon={FileInput}
          isBusy={isBusy}
          disabled={isBusy || isReadOnly}
          onClick={() => void workbench.getState().attempt(client.request("host.import-weights", asked))}
        >
          {isBusy ? words.importing : words.import}
        </Button>
        <span className="panel-hint">{words.formats}</span>
      </div>
      <details className="fold">
        <summary className="fold-head">
          <span className="fold-title">{words.options}</span>
        </summary>
        <div className="compare-choice">
          <SelectField
            label={words.network}
            value={asked.network ?? ""}
            options={[
              { value: "", label: words.anyNetwork },
              ...networkNames.map((value) => ({ value, label: strings.train.network.names[value] })),
            ]}
            onChange={(network) => setAsked({ ...asked, network: network || null })}
          />
          <SelectField
            label={words.channelOrder}
            value={asked.channelOrder ?? ""}
            options={[{ value: "", label: words.anyOrder }, ...orders.map((value) => ({ value, label: words.orders[value] }))]}
            onChange={(order) => setAsked({ ...asked, channelOrder: order || null })}
          />
        </div>
      </details>
      {job && <ImportState job={job} />}
    </div>
  );
}

function ImportState({ job }: { job: JobView }) {
  if (isUnfinished(job)) {
    return (
      <div className="job-track" role="progressbar" aria-label={job.title} aria-valuenow={Math.round(job.fraction * 100)}>
        <div className="job-done" style={{ transform: `scaleX(${job.fraction})` }} />
      </div>
    );
  }
  if (!job.error) return null;
  return (
    <div className="callout callout-bad" role="alert">
      <ProblemText message={job.error.message} problem={job.error.problem} />
    </div>
  );
}
