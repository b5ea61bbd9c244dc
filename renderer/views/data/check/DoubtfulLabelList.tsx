// Anchors whose labels a learner doubts that had not seen them, the most doubtful first.
import { Tags } from "lucide-react";
import type { DoubtfulLabel } from "../../../../core/contract/data-check-views.ts";
import { Button } from "../../../components/Button.tsx";
import { ClassMark } from "../../../components/ClassMark.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { unfinishedOf } from "../../../stores/jobs.ts";
import { useClasses, useDataCheck, useIsReadOnly, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { type Entry, EntryTable } from "./EntryTable.tsx";
import { PictureFacts } from "./PictureFacts.tsx";

export function DoubtfulLabelList() {
  const doubtful = useDataCheck((state) => state.doubtful);
  const classes = useClasses();
  if (!doubtful) return null;
  const { needs, found } = doubtful;
  if (needs !== "nothing") {
    return (
      <EmptyState icon={Tags} title={strings.check.unknown} text={strings.check.needs[needs]}>
        {needs !== "pool" && <CalibrateButton />}
      </EmptyState>
    );
  }
  if (!found) return null;
  const { total, anchorCount, folds, rows, datasetId } = found;
  if (total === 0)
    return <EmptyState icon={Tags} title={strings.check.labelsNone} text={strings.check.labelsCompared(anchorCount, folds)} />;
  return (
    <>
      <p className="check-note">{strings.check.labelsFound(total, anchorCount, folds)}</p>
      <EntryTable
        label={strings.check.lists.labels}
        columns={[strings.check.picture, strings.check.label, strings.check.learnerSays, strings.check.file]}
        entries={rows.map((row) => entryOf(datasetId, row, classes))}
        more={total > rows.length && strings.check.more(total - rows.length)}
      />
    </>
  );
}

function CalibrateButton() {
  const { client, workbench } = useStores();
  const isReadOnly = useIsReadOnly();
  const isCalibrating = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "calibrate") !== null);
  const calibrate = () => void workbench.getState().attempt(client.request("job.start", { kind: "calibrate" }));
  return (
    <Button look="primary" disabled={isReadOnly || isCalibrating} onClick={calibrate}>
      {isCalibrating ? strings.check.calibrating : strings.check.calibrate}
    </Button>
  );
}

function entryOf(datasetId: string, row: DoubtfulLabel, classes: readonly string[]): Entry {
  const { label, suggested, file } = row;
  const nameOf = (k: number) => classes[k] ?? strings.noLabel;
  return {
    key: String(row.row),
    openLabel: strings.check.openLabel(file, nameOf(label), nameOf(suggested)),
    pictures: [{ datasetId, row: row.row, file, caption: <Verdict row={row} /> }],
    cells: [
      <ClassShare key="label" classIndex={label} share={row.labelProbability} />,
      <ClassShare key="says" classIndex={suggested} share={row.suggestedProbability} />,
      <span key="file" className="check-file">
        {file}
      </span>,
    ],
  };
}

const Verdict = ({ row: { label, suggested, labelProbability, suggestedProbability } }: { row: DoubtfulLabel }) => (
  <span className="check-verdict">
    <PictureFacts split="anchor" label={-1} />
    <span>
      {strings.check.label}: <ClassShare classIndex={label} share={labelProbability} />
    </span>
    <span>
      {strings.check.learnerSays}: <ClassShare classIndex={suggested} share={suggestedProbability} />
    </span>
  </span>
);

const ClassShare = ({ classIndex, share }: { classIndex: number; share: number }) => (
  <span className="check-share">
    <ClassMark classIndex={classIndex} /> <span className="number check-faint">{strings.check.probability(share)}</span>
  </span>
);
