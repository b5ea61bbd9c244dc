// Differences with their intervals, one below the other on one axis around zero: a dot, its whiskers, and the numbers beside them.
import type { PairedInterval } from "../../../core/distillation/distillation-view.ts";
import { formatPoints } from "../../format.ts";
import { strings } from "../../strings.ts";
import { verdictOf } from "../results/verdict.ts";
import { whiskerAxis } from "./whisker-axis.ts";

interface WhiskerRow {
  name: string;
  /** null until its runs are finished. */
  interval: PairedInterval | null;
}

export interface WhiskerGroup {
  name: string;
  rows: readonly WhiskerRow[];
}

const words = strings.distil.das;

export function Whiskers({ groups }: { groups: readonly WhiskerGroup[] }) {
  const { reach, ticks } = whiskerAxis(groups.flatMap(({ rows }) => rows.flatMap(({ interval }) => interval ?? [])));
  const placeOf = (value: number) => `${((value + reach) / (2 * reach)) * 100}%`;
  return (
    <div className="whiskers number">
      {groups.map(({ name, rows }) => (
        <section key={name} className="whisker-group" aria-label={name}>
          <h4 className="whisker-mode">{name}</h4>
          {rows.map(({ name: row, interval }) => (
            <div key={row} className="whisker-row">
              <span className="whisker-name">{row}</span>
              <span className="whisker-plot" aria-hidden>
                {ticks.map((tick) => (
                  <span key={tick} className={tick === 0 ? "whisker-tick whisker-zero" : "whisker-tick"} style={{ left: placeOf(tick) }} />
                ))}
                {interval && <Whisker interval={interval} placeOf={placeOf} />}
              </span>
              <span className="whisker-figures" title={interval ? words.pairs(interval.pairs) : undefined}>
                {interval ? words.interval(interval) : words.waits}
              </span>
            </div>
          ))}
        </section>
      ))}
      <div className="whisker-row whisker-axis" aria-hidden>
        <span />
        <span className="whisker-plot">
          {ticks.map((tick) => (
            <span key={tick} className="whisker-label" style={{ left: placeOf(tick) }}>
              {tick === 0 ? "0" : formatPoints(tick)}
            </span>
          ))}
        </span>
        <span />
      </div>
    </div>
  );
}

function Whisker({ interval, placeOf }: { interval: PairedInterval; placeOf(value: number): string }) {
  const { difference, low, high } = interval;
  const look = `whisker-${verdictOf(interval)}`;
  return (
    <>
      <span className={`whisker-line ${look}`} style={{ left: placeOf(low), right: `calc(100% - ${placeOf(high)})` }} />
      <span className={`whisker-dot ${look}`} style={{ left: placeOf(difference) }} />
    </>
  );
}
