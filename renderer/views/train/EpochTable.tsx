// The figures behind the curves, the latest epoch first.
import type { EpochMetrics } from "../../../core/contract/run-views.ts";
import { formatCount, formatPercent } from "../../format.ts";
import { strings } from "../../strings.ts";

export function EpochTable({ epochs }: { epochs: readonly EpochMetrics[] }) {
  const { columns } = strings.train;
  const hasValidation = epochs.some(({ validationLoss }) => validationLoss !== null);
  return (
    <table className="table number">
      <caption className="visually-hidden">{strings.train.table}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.epoch}</th>
          <th scope="col">{columns.rate}</th>
          <th scope="col">{columns.loss}</th>
          <th scope="col">{columns.accuracy}</th>
          {hasValidation && <th scope="col">{columns.validationLoss}</th>}
          {hasValidation && <th scope="col">{columns.validationAccuracy}</th>}
          <th scope="col">{columns.speed}</th>
        </tr>
      </thead>
      <tbody>
        {[...epochs].reverse().map((epoch) => (
          <tr key={epoch.epoch}>
            <td>{epoch.epoch}</td>
            <td>{Number(epoch.learningRate.toPrecision(3))}</td>
            <td>{epoch.trainLoss.toFixed(4)}</td>
            <td>{formatPercent(epoch.trainAccuracy)}</td>
            {hasValidation && <td>{epoch.validationLoss?.toFixed(4)}</td>}
            {hasValidation && <td>{formatPercent(epoch.validationAccuracy)}</td>}
            <td>{formatCount(epoch.imagesPerSecond)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
