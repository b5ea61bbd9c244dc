// The button that imports a file of weights, how far its way here and its import are, and the tensor that stopped it. The desktop opens
// its own dialog; a browser chooses the file itself and sends it.
import { useState } from "react";
import type { JobView } from "../../../core/contract/job-view.ts";
import type { InputOf } from "../../../core/contract/requests.ts";
import { networkNames } from "../../../core/recipe.ts";
import { ImportFileButton } from "../../components/ImportFileButton.tsx";
import { ListField } from "../../components/ListField.tsx";
import { ProblemText } from "../../components/ProblemText.tsx";
import { ProgressTrack } from "../../components/ProgressTrack.tsx";
import { parsePixelNumbers } from "../../components/parse-list.ts";
import { SelectField } from "../../components/SelectField.tsx";
import { SendingFile } from "../../components/SendingFile.tsx";
import { isUnfinished } from "../../stores/jobs.ts";
import { useFileUpload, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { givenPixels } from "./given-pixels.ts";

type Asked = InputOf<"host.import-weights">;

const words = strings.train.weights;
const orders = ["rgb", "bgr"] as const;
/** What a browser's dialog offers at first; a file is known by its bytes. */
const endings = ".safetensors,.pth,.pt,.bin,.h5,.hdf5,.mat";

export function WeightsImport() {
  const { client, workbench } = useStores();
  const job = useWorkbench((state) => state.project?.jobs.find(({ kind }) => kind === "import-weights") ?? null);
  const [asked, setAsked] = useState<Omit<Asked, "normalisation">>({ network: null, channelOrder: null });
  const [mean, setMean] = useState<number[]>([]);
  const [deviation, setDeviation] = useState<number[]>([]);
  const pixels = givenPixels(mean, deviation);
  const problem = "problem" in pixels ? pixels.problem : undefined;
  const isSending = useFileUpload((state) => state.sending?.use === "weights");
  const isBusy = isSending || (job !== null && isUnfinished(job));
  const reading: Asked = { ...asked, normalisation: "problem" in pixels ? null : pixels.normalisation };
  return (
    <div className="weights-import">
      <div className="weights-import-row">
        <ImportFileButton
          look="primary"
          label={isBusy ? words.importing : words.import}
          isBusy={isBusy}
          isDisabled={problem !== undefined}
          endings={endings}
          purpose={{ use: "weights", reading }}
          openDialog={() => void workbench.getState().attempt(client.request("host.import-weights", reading))}
        />
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
          <ListField
            label={words.mean}
            note={words.pixelsNote}
            values={mean}
            placeholder={words.pixelsExample}
            parse={parsePixelNumbers}
            conflict={problem}
            onCommit={setMean}
          />
          <ListField
            label={words.deviation}
            note={words.pixelsNote}
            values={deviation}
            placeholder={words.pixelsExample}
            parse={parsePixelNumbers}
            onCommit={setDeviation}
          />
        </div>
      </details>
      <SendingFile use="weights" />
      {!isSending && job && <ImportState job={job} />}
    </div>
  );
}

function ImportState({ job }: { job: JobView }) {
  if (isUnfinished(job)) return <ProgressTrack label={job.title} fraction={job.fraction} />;
  if (!job.error) return null;
  return (
    <div className="callout callout-bad" role="alert">
      <ProblemText message={job.error.message} problem={job.error.problem} />
    </div>
  );
}
