// Asks a finished run about another data set: which run, which of the sets that the project knows, its parts and labels.
import "../../data/compose/compose.css";
import type { RunSummary } from "../../../../core/contract/run-views.ts";
import { type RolePlan, roleCounts } from "../../../../core/datasets/compose-preview.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { SelectField } from "../../../components/SelectField.tsx";
import { formatWhen } from "../../../format.ts";
import { unfinishedOf } from "../../../stores/jobs.ts";
import { planOf } from "../../../stores/role-draft.ts";
import { useEvaluations, useIsReadOnly, useKnownSets, useStores, useTrain, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { composeStrings } from "../../../strings-compose.ts";
import { evaluationStrings as words } from "../../../strings-evaluations.ts";
import { AddByCommand } from "../../data/compose/AddByCommand.tsx";
import { RolePanel } from "../../data/compose/RolePanel.tsx";
import { SetLook } from "../../data/compose/SetLook.tsx";

export function EvaluateDialog() {
  const { evaluations } = useStores();
  const runs = useTrain((state) => state.runs);
  const finished = runs.filter(({ state, metrics }) => state === "finished" && metrics !== null);
  const chosenId = useEvaluations((state) => state.runId);
  const run = finished.find(({ id }) => id === chosenId) ?? finished[0];
  return (
    <Dialog title={words.dialogTitle} className="evaluate-dialog" onClose={() => evaluations.getState().setOpen(false)}>
      <p className="panel-hint">{words.dialogHint}</p>
      <AddByCommand />
      <SetLook />
      {run ? <Choices run={run} finished={finished} /> : <p>{words.noRun}</p>}
    </Dialog>
  );
}

function Choices({ run, finished }: { run: RunSummary; finished: readonly RunSummary[] }) {
  const { draft, isAligned, chooseRun, chooseSet, addSet, changeDraft, setAligned, evaluate } = useEvaluations((state) => state);
  const set = useKnownSets((state) => state.sets?.find(({ id }) => id === draft?.setId));
  const isBusy = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "evaluate") !== null);
  const isReadOnly = useIsReadOnly();
  const classes = run.metrics!.recall.map(({ className }) => className);
  const plan = set && draft ? planOf(set, draft) : null;
  const { text, canStart } = verdictOn(plan, classes);
  return (
    <>
      <SelectField
        label={words.run}
        value={run.id}
        options={finished.map(({ id, role, created, seed }) => ({
          value: id,
          label: words.runName(strings.train.runs[role], formatWhen(created), seed),
        }))}
        onChange={chooseRun}
      />
      <RolePanel
        split="test"
        draft={draft}
        classes={classes}
        isAligned={isAligned}
        onChooseSet={chooseSet}
        onAddSet={() => void addSet()}
        onChange={changeDraft}
        onAlign={setAligned}
      />
      <footer className="compose-foot">
        <div className="compose-end">
          <p className="compose-words" role="status">
            {text}
          </p>
          <Button
            look="primary"
            isBusy={isBusy}
            disabled={!canStart || isBusy || isReadOnly}
            onClick={() => void evaluate(run.id, classes)}
          >
            {isBusy ? words.starting : words.start}
          </Button>
        </div>
      </footer>
    </>
  );
}

/** @param plan  null without a set; undefined until its folder was read as chosen */
function verdictOn(plan: RolePlan | null | undefined, classes: readonly string[]): { text: string; canStart: boolean } {
  if (plan === undefined) return { text: composeStrings.reading, canStart: false };
  if (plan === null) return { text: words.chooseSet, canStart: false };
  if (plan.parts.length === 0) return { text: words.choosePart, canStart: false };
  const { total, leftOut } = roleCounts("test", plan, classes);
  return total === 0 ? { text: words.noPicture, canStart: false } : { text: words.counted(total, leftOut), canStart: true };
}
