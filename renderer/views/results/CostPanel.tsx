// What each stage cost, and what it ran on.
import type { Results } from "../../../core/contract/result-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { formatBytes, formatCount, formatSeconds, unknown } from "../../format.ts";
import { pipelineRoles } from "../../stores/results.ts";
import { strings } from "../../strings.ts";

export function CostPanel({ results }: { results: Results }) {
  const { costColumns } = strings.results;
  const { mining } = results;
  const runs = pipelineRoles.flatMap((role) => (results[role] ? [{ role, run: results[role] }] : []));
  const lead = runs[0]?.run;
  return (
    <Panel title={strings.results.cost} hint={lead && `${lead.backend}, ${strings.results.seed(lead.seed)}`} className="cost-panel">
      <table className="table number">
        <thead>
          <tr>
            <th scope="col">{costColumns.stage}</th>
            <th scope="col">{costColumns.seconds}</th>
            <th scope="col">{costColumns.cpu}</th>
            <th scope="col">{costColumns.images}</th>
            <th scope="col">{costColumns.rate}</th>
            <th scope="col">{costColumns.updates}</th>
            <th scope="col">{costColumns.peak}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ role, run }) => (
            <tr key={role}>
              <th scope="row">
                {strings.train.runs[role]}{" "}
                <code className="digest" title={`${strings.results.weights}: ${run.weightsDigest}`}>
                  {run.weightsDigest.slice(0, 6)}
                </code>
              </th>
              <td>{formatSeconds(run.wallSeconds)}</td>
              <td>{formatSeconds(run.cpuSeconds)}</td>
              <td>{formatCount(run.imagesSeen)}</td>
              <td>{formatCount(run.imagesPerSecond)}</td>
              <td>{formatCount(run.updates)}</td>
              <td>{formatBytes(run.peakBytes)}</td>
            </tr>
          ))}
          {mining && (
            <tr>
              <th scope="row">{strings.results.miningStage}</th>
              <td>{formatSeconds(mining.wallSeconds)}</td>
              <td>{unknown}</td>
              <td>{formatCount(mining.poolCount)}</td>
              <td>{formatCount(mining.imagesPerSecond)}</td>
              <td>{unknown}</td>
              <td>{unknown}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Panel>
  );
}
