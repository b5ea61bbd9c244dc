// What precision to expect, judged on anchors that no fold's network has seen; never presented as the pool's own.
import { Crosshair } from "lucide-react";
import type { AnchorPrecision } from "../../../core/contract/mining-views.ts";
import { Button } from "../../components/Button.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useStores, useThreshold, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function AnchorPrecisionLine() {
  const { client, workbench } = useStores();
  const estimate = useThreshold((state) => state.anchorPrecision);
  const isCalibrating = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "calibrate") !== null);
  const isReadOnly = useIsReadOnly();
  const calibrate = () => void workbench.getState().attempt(client.request("job.start", { kind: "calibrate" }));
  return (
    <section className="anchor-precision" aria-label={strings.threshold.anchorPrecision}>
      <div>
        <p className="field-label">
          {strings.threshold.anchorPrecision}, <em>{strings.threshold.anchorNote}</em>
        </p>
        {estimate && <Estimate estimate={estimate} />}
      </div>
      {!estimate && (
        <Button
          icon={Crosshair}
          isBusy={isCalibrating}
          disabled={isCalibrating || isReadOnly}
          title={strings.threshold.calibrateHint}
          onClick={calibrate}
        >
          {isCalibrating ? strings.threshold.calibrating : strings.threshold.calibrate}
        </Button>
      )}
    </section>
  );
}

function Estimate({ estimate }: { estimate: AnchorPrecision }) {
  const { precision, low, high, anchorCount, folds, personDisjoint } = estimate;
  if (precision === null) return <p>{strings.threshold.anchorNone}</p>;
  return (
    <>
      <p className="anchor-figure number">{strings.threshold.anchorPrecisionOf(precision, low, high)}</p>
      <p className="panel-hint">{strings.threshold.anchorDetails(anchorCount, folds, personDisjoint)}</p>
    </>
  );
}
