// A difference with its interval: a bar around zero, and the numbers.
import type { RowComparison, RowVerdict } from "../../../core/contract/table-views.ts";
import { unknown } from "../../format.ts";
import { strings } from "../../strings.ts";

interface ComparisonCellProps {
  comparison: RowComparison | null;
  reach: number;
  /** Of the row against its control; any other comparison has none, and no colour. */
  verdict?: RowVerdict | null;
}

const words = strings.tables;

export const ComparisonCell = ({ comparison, reach, verdict = null }: ComparisonCellProps) => (
  <td className="paper-comparison">
    {comparison === null ? (
      !verdict && unknown
    ) : (
      <>
        <span className="paper-bar-line">
          <IntervalBar comparison={comparison} reach={reach} says={verdict?.says ?? "cannot-tell"} />
          <b>{words.points(comparison.difference)}</b>
        </span>
        <span className="paper-under">{words.interval(comparison.low, comparison.high)}</span>
      </>
    )}
    {verdict && (
      <span className={`paper-verdict paper-verdict-${verdict.says}`} title={verdict.text}>
        {words.verdicts[verdict.says]}
      </span>
    )}
  </td>
);

/** In units of the picture; its size on the screen follows the text. */
const width = 120;
const height = 16;

function IntervalBar({ comparison, reach, says }: { comparison: RowComparison; reach: number; says: RowVerdict["says"] }) {
  const { difference, low, high } = comparison;
  const placeOf = (value: number) => ((value + reach) / (2 * reach)) * width;
  return (
    <svg className={`paper-bar paper-bar-${says}`} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.bar(comparison)}>
      <line className="paper-bar-track" x1={0} x2={width} y1={height / 2} y2={height / 2} />
      <line className="paper-bar-zero" x1={width / 2} x2={width / 2} y1={0} y2={height} />
      <line className="paper-bar-interval" x1={placeOf(low)} x2={placeOf(high)} y1={height / 2} y2={height / 2} />
      <circle className="paper-bar-point" cx={placeOf(difference)} cy={height / 2} r={4} />
    </svg>
  );
}
