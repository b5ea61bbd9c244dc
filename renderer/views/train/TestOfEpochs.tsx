// The test result of the last epoch beside that of the best one on the validation split, and whose weights the run hands on.
import type { EpochResult, RunMetrics } from "../../../core/contract/run-views.ts";
import { formatPercent } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.train.run;

interface TestOfEpochsProps {
  keptEpoch: RunMetrics["keptEpoch"];
  last: EpochResult;
  best: EpochResult;
}

export function TestOfEpochs({ keptEpoch, last, best }: TestOfEpochsProps) {
  return (
    <table className="table epochs-tested number">
      <caption className="visually-hidden">{words.tested}</caption>
      <thead>
        <tr>
          <th scope="col">{words.testedColumns.which}</th>
          <th scope="col">{words.testedColumns.validation}</th>
          <th scope="col">{words.testedColumns.test}</th>
          <th scope="col">{words.testedColumns.meanClass}</th>
          <th scope="col" className="table-text">
            {words.testedColumns.weights}
          </th>
        </tr>
      </thead>
      <tbody>
        <Row name={words.lastEpoch(last.epoch)} result={last} isKept={keptEpoch === "last"} />
        <Row name={words.bestEpoch(best.epoch)} result={best} isKept={keptEpoch === "best"} />
      </tbody>
    </table>
  );
}

const Row = ({ name, result, isKept }: { name: string; result: EpochResult; isKept: boolean }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{formatPercent(result.validationAccuracy)}</td>
    <td>{formatPercent(result.accuracy)}</td>
    <td>{formatPercent(result.meanClassAccuracy)}</td>
    <td className="table-text">{isKept && words.handedOn}</td>
  </tr>
);
