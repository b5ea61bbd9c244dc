// The precision that the pool is mined in, and what bfloat16 changes for this learner: measured before anybody relies on it.
import { Gauge, TriangleAlert } from "lucide-react";
import { type PipelineRecipe, Precision } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, usePrecisionEffect, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { EffectTable } from "./EffectTable.tsx";

const words = strings.train.mining;

export function MiningPanel({ recipe }: { recipe: PipelineRecipe }) {
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const effect = usePrecisionEffect((state) => state.effect);
  return (
    <Panel title={words.title}>
      <div className="recipe">
        <fieldset className="plain-fieldset settings" disabled={isReadOnly}>
          <SelectField
            label={words.precision}
            note={words.precisionNote}
            value={recipe.miningPrecision}
            options={Precision.options.map((value) => ({ value, label: strings.train.recipe.precisionChoices[value] }))}
            onChange={(miningPrecision) => void changeRecipe(() => ({ miningPrecision }))}
          />
        </fieldset>
        {recipe.miningPrecision === "bfloat16" && effect === null && (
          <div className="callout" role="note">
            <TriangleAlert className="callout-icon" aria-hidden />
            <p>{words.notMeasured}</p>
          </div>
        )}
        <MeasureButton isAgain={effect !== null} />
        {effect && <EffectTable effect={effect} />}
      </div>
    </Panel>
  );
}

function MeasureButton({ isAgain }: { isAgain: boolean }) {
  const { client, workbench } = useStores();
  const needsLearner = useWorkbench((state) => (state.project?.primitiveRunId ? null : strings.train.needsPrimitive));
  const isMeasuring = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "precision-effect") !== null);
  const isReadOnly = useIsReadOnly();
  const why = needsLearner ?? (isMeasuring ? strings.train.busy : null);
  return (
    <Button
      icon={Gauge}
      disabled={why !== null || isReadOnly}
      title={why ?? words.measureHint}
      onClick={() => void workbench.getState().attempt(client.request("job.start", { kind: "precision-effect" }))}
    >
      {isAgain ? words.measureAgain : words.measure}
    </Button>
  );
}
