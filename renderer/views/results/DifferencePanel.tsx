// Did VAS help? The paired difference to the control with its interval, and what it allows one to say.
import type { Results } from "../../../core/contract/result-views.ts";
import type { PairedInterval } from "../../../core/distillation/distillation-view.ts";
import { smallestDifference } from "../../../core/evaluation/smallest-difference.ts";
import { Panel } from "../../components/Panel.tsx";
import { formatPoints } from "../../format.ts";
import { strings } from "../../strings.ts";
import { sentenceOfDifference, verdictOf } from "./verdict.ts";

export function DifferencePanel({ results }: { results: Results }) {
  const { difference } = results;
  return (
    <Panel title={strings.results.difference} hint={strings.results.differenceLabel} className="difference-panel">
      {difference ? <Difference difference={difference} /> : <p className="run-pending">{strings.results.pending.vas}</p>}
    </Panel>
  );
}

function Difference({ difference }: { difference: PairedInterval }) {
  const verdict = verdictOf(difference);
  return (
    <>
      <div className="difference-head">
        <p className="run-figure number">
          {formatPoints(difference.difference)} <span>{strings.results.points}</span>
        </p>
        <p className={`verdict verdict-${verdict}`}>{strings.results.verdicts[verdict]}</p>
      </div>
      <IntervalPicture difference={difference} />
      <p className="difference-sentence">{sentenceOfDifference(difference)}</p>
      <p className="panel-hint">
        {strings.results.interval} {strings.results.intervalText(difference.low, difference.high)},{" "}
        {strings.results.resampled(difference.testCount, difference.resampled.groups)}. {strings.results.oneSeed}
      </p>
      {difference.standardError > 0 && <p className="panel-hint">{strings.results.smallest(smallestDifference(difference))}</p>}
    </>
  );
}

/** Room beyond the ends of the interval, as a part of its half. */
const air = 1.25;

function IntervalPicture({ difference: { difference, low, high } }: { difference: PairedInterval }) {
  const reach = Math.max(Math.abs(low), Math.abs(high), 0.01) * air;
  const placeOf = (value: number) => `${((value + reach) / (2 * reach)) * 100}%`;
  const verdict = verdictOf({ low, high });
  return (
    <div className="interval number" aria-hidden>
      <span className="interval-zero" />
      <span className={`interval-line interval-${verdict}`} style={{ left: placeOf(low), right: `calc(100% - ${placeOf(high)})` }} />
      <span className={`interval-point interval-${verdict}`} style={{ left: placeOf(difference) }} />
      <span className="interval-label" style={{ left: placeOf(low) }}>
        {formatPoints(low)}
      </span>
      <span className="interval-label interval-label-zero">0</span>
      <span className="interval-label" style={{ left: placeOf(high) }}>
        {formatPoints(high)}
      </span>
    </div>
  );
}
