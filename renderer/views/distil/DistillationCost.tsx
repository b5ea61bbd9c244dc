// What a distillation costs: so far and still to go while its job runs, in all once it has ended.
import type { DistillationEpoch, DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { formatBytes, formatCount, formatSeconds } from "../../format.ts";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.distil.curves;

interface DistillationCostProps {
  summary: DistillationSummary;
  latest: DistillationEpoch | null;
}

export function DistillationCost({ summary, latest }: DistillationCostProps) {
  const job = useWorkbench(({ project }) => unfinishedOf(project?.jobs ?? [], "distill"));
  const isForming = summary.state === "distilling" && job !== null;
  const facts: [keyof typeof words.costRows, string | null][] = [
    ["elapsed", isForming ? words.seconds(job.elapsedSeconds) : null],
    ["left", isForming ? (job.secondsLeft === null ? words.leftUnknown : words.left(job.secondsLeft)) : null],
    ["iteration", latest && latest.secondsPerIteration > 0 ? formatSeconds(latest.secondsPerIteration) : null],
    ["wall", summary.wallSeconds === null ? null : formatSeconds(summary.wallSeconds)],
    ["images", summary.imagesSeen === null ? null : formatCount(summary.imagesSeen)],
    ["peak", summary.peakBytes === null ? null : formatBytes(summary.peakBytes)],
    ["seed", String(summary.seed)],
    ["digest", summary.digest === null ? null : summary.digest.slice(0, 12)],
  ];
  return (
    <section className="cost-facts">
      <h3 className="facts-title">{words.cost}</h3>
      <dl className="facts number">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="fact">
                <dt>{words.costRows[name]}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
