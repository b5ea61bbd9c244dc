// Primitive, control and VAS side by side: accuracy, and the mean over classes, which rare classes count in.
import type { Results } from "../../../core/contract/result-views.ts";
import type { RunMetrics } from "../../../core/contract/run-views.ts";
import { runColour } from "../../class-colour.ts";
import { Panel } from "../../components/Panel.tsx";
import { formatPercent } from "../../format.ts";
import { type PipelineRole, pipelineRoles } from "../../stores/results.ts";
import { strings } from "../../strings.ts";

export function AccuracyPanel({ results }: { results: Results }) {
  const testCount = results.primitive?.recall.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Panel title={strings.results.accuracies} hint={strings.results.testImages(testCount)} className="accuracy-panel">
      <div className="accuracy-runs">
        {pipelineRoles.map((role) => (
          <RunAccuracy key={role} role={role} run={results[role]} />
        ))}
      </div>
    </Panel>
  );
}

function RunAccuracy({ role, run }: { role: PipelineRole; run: RunMetrics | null }) {
  return (
    <section className="run-accuracy" aria-label={strings.train.runs[role]}>
      <h3 className="run-name">
        <span className="class-dot" style={{ background: runColour[role] }} aria-hidden />
        {strings.train.runs[role]}
      </h3>
      {run ? (
        <>
          <p className="run-figure number">{formatPercent(run.accuracy)}</p>
          <ShareBar share={run.accuracy} colour={runColour[role]} />
          <p className="run-second number">
            {formatPercent(run.meanClassAccuracy)} <span>{strings.results.meanClassAccuracy.toLowerCase()}</span>
          </p>
          <ShareBar share={run.meanClassAccuracy} colour={runColour[role]} isFaint />
        </>
      ) : (
        <p className="run-pending">{strings.results.pending[role]}</p>
      )}
    </section>
  );
}

const ShareBar = ({ share, colour, isFaint = false }: { share: number | null; colour: string; isFaint?: boolean }) => (
  <span className="share-track">
    <span className="share-bar" style={{ background: colour, opacity: isFaint ? 0.45 : 1, transform: `scaleX(${share ?? 0})` }} />
  </span>
);
