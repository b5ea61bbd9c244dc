// The button that imports a file of weights, how far its way here and its import are, and the tensor that stopped it. The desktop opens
// its own dialog; a browser chooses the file itself and sends it.
import { CircleX, FileInput } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import type { JobView } from "../../../core/contract/job-view.ts";
import type { InputOf } from "../../../core/contract/requests.ts";
import { networkNames } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { ListField } from "../../components/ListField.tsx";
import { ProblemText } from "../../components/ProblemText.tsx";
import { parsePixelNumbers } from "../../components/parse-list.ts";
import { SelectField } from "../../components/SelectField.tsx";
import { formatPercent } from "../../format.ts";
import { isUnfinished } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useWeightsUpload, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { givenPixels } from "./given-pixels.ts";

type Asked = InputOf<"host.import-weights">;

const words = strings.train.weights;
const orders = ["rgb", "bgr"] as const;
/** What a browser's dialog offers at first; a file is known by its bytes. */
const endings = ".safetensors,.pth,.pt,.bin,.h5,.hdf5,.mat";

export function WeightsImport() {
  const { client, workbench, weightsUpload } = useStores();
  const host = useWorkbench((state) => state.host);
  const job = useWorkbench((state) => state.project?.jobs.find(({ kind }) => kind === "import-weights") ?? null);
  const isReadOnly = useIsReadOnly();
  const [asked, setAsked] = useState<Omit<Asked, "normalisation">>({ network: null, channelOrder: null });
  const [mean, setMean] = useState<number[]>([]);
  const [deviation, setDeviation] = useState<number[]>([]);
  const pixels = givenPixels(mean, deviation);
  const problem = "problem" in pixels ? pixels.problem : undefined;
  const sending = useWeightsUpload((state) => state.sending);
  const picker = useRef<HTMLInputElement>(null);
  const isBusy = sending !== null || (job !== null && isUnfinished(job));
  const reading: Asked = { ...asked, normalisation: "problem" in pixels ? null : pixels.normalisation };
  const choose = () => {
    if (host?.uploadBytesAtMost === null) void workbench.getState().attempt(client.request("host.import-weights", reading));
    else picker.current?.click();
  };
  const sendChosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = ""; // so that the same file can be chosen again
    if (file) void weightsUpload.getState().send(file, reading);
  };
  return (
    <div className="weights-import">
      <div className="weights-import-row">
        <Button
          look="primary"
          icon={FileInput}
          isBusy={isBusy}
          disabled={isBusy || isReadOnly || host === null || problem !== undefined}
          onClick={choose}
        >
          {isBusy ? words.importing : words.import}
        </Button>
        <span className="panel-hint">{words.formats}</span>
        <input ref={picker} type="file" hidden accept={endings} onChange={sendChosen} />
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
      {sending ? <SendingState {...sending} /> : job && <ImportState job={job} />}
    </div>
  );
}

function SendingState({ name, share }: { name: string; share: number }) {
  const { weightsUpload } = useStores();
  return (
    <div className="weights-sending">
      <ProgressTrack label={words.sending(name)} fraction={share} />
      <span className="number">{formatPercent(share, 0)}</span>
      <Button icon={CircleX} onClick={weightsUpload.getState().stop}>
        {words.stopSending}
      </Button>
    </div>
  );
}

const ProgressTrack = ({ label, fraction }: { label: string; fraction: number }) => (
  <div className="job-track" role="progressbar" aria-label={label} aria-valuenow={Math.round(fraction * 100)}>
    <div className="job-done" style={{ transform: `scaleX(${fraction})` }} />
  </div>
);

function ImportState({ job }: { job: JobView }) {
  if (isUnfinished(job)) return <ProgressTrack label={job.title} fraction={job.fraction} />;
  if (!job.error) return null;
  return (
    <div className="callout callout-bad" role="alert">
      <ProblemText message={job.error.message} problem={job.error.problem} />
    </div>
  );
}
