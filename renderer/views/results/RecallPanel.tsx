// Recall of each class in each run, with its count: a recall over four images means nothing, and the count says so.
import type { Results } from "../../../core/contract/result-views.ts";
import { runColour } from "../../class-colour.ts";
import { ClassMark } from "../../components/ClassMark.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatCount, formatPercent } from "../../format.ts";
import { pipelineRoles } from "../../stores/results.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function RecallPanel({ results }: { results: Results }) {
  const classes = useClasses();
  const roles = pipelineRoles.filter((role) => results[role]);
  return (
    <Panel title={strings.results.recalls} className="recall-panel">
      <table className="table recall-table number">
        <thead>
          <tr>
            <th scope="col">{strings.results.recallColumn}</th>
            <th scope="col">{strings.results.countColumn}</th>
            {roles.map((role) => (
              <th key={role} scope="col" className="table-text">
                {strings.train.runs[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, k) => (
            <tr key={name}>
              <th scope="row">
                <ClassMark classIndex={k} />
              </th>
              <td>{formatCount(results[roles[0]!]?.recall[k]?.count ?? 0)}</td>
              {roles.map((role) => {
                const recall = results[role]?.recall[k]?.recall ?? null;
                return (
                  <td key={role}>
                    <span className="recall-cell">
                      <span className="share-track">
                        <span className="share-bar" style={{ background: runColour[role], transform: `scaleX(${recall ?? 0})` }} />
                      </span>
                      {formatPercent(recall, 0)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
