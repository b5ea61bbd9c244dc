// The job in hand: what it does, how far it is, how long it takes, and how to stop or resume it.
import { CircleX, LoaderCircle, Play, TriangleAlert, X } from "lucide-react";
import type { JobView } from "../../core/contract/job-view.ts";
import { Button, IconButton } from "../components/Button.tsx";
import { ProblemText } from "../components/ProblemText.tsx";
import { ProgressTrack } from "../components/ProgressTrack.tsx";
import { formatRate } from "../format.ts";
import { isUnfinished, queuedCount, shownJob } from "../stores/jobs.ts";
import { useStores, useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";

const noJobs: JobView[] = [];

export function JobBar() {
  const jobs = useWorkbench((state) => state.project?.jobs ?? noJobs);
  const dismissedJobId = useWorkbench((state) => state.dismissedJobId);
  const job = shownJob(jobs);
  if (!job || (job.id === dismissedJobId && !isUnfinished(job))) return null;
  return (
    <section className={`job-bar job-bar-${job.state}`} aria-label={strings.job.region}>
      {isUnfinished(job) ? <Progress job={job} waiting={queuedCount(jobs)} /> : <Stopped job={job} />}
    </section>
  );
}

function Progress({ job, waiting }: { job: JobView; waiting: number }) {
  const { client, workbench } = useStores();
  const isQueued = job.state === "queued";
  const cancel = () => void workbench.getState().attempt(client.request("job.cancel", { jobId: job.id }));
  return (
    <>
      <LoaderCircle className={isQueued ? "job-icon" : "job-icon turning"} aria-hidden />
      <div className="job-words">
        <span className="job-title">{job.title}</span>
        <span className="job-phase">{isQueued ? strings.job.queued : job.phase}</span>
      </div>
      <ProgressTrack label={job.title} fraction={job.fraction} valueText={`${job.phase}, ${Math.round(job.fraction * 100)} %`} />
      <div className="job-figures number">
        <span className="job-percent">{Math.round(job.fraction * 100)} %</span>
        {job.done + job.total > 0 && <span>{job.total > 0 ? strings.job.count(job.done, job.total) : strings.job.soFar(job.done)}</span>}
        {job.ratePerSecond !== null && <span>{formatRate(job.ratePerSecond)}</span>}
        <span>{job.secondsLeft !== null ? strings.job.left(job.secondsLeft) : strings.job.elapsed(job.elapsedSeconds)}</span>
        {waiting > 0 && job.state === "running" && <span>{strings.job.waiting(waiting)}</span>}
      </div>
      <Button icon={CircleX} disabled={job.isCancelling} onClick={cancel}>
        {job.isCancelling ? strings.job.cancelling : strings.job.cancel}
      </Button>
    </>
  );
}

function Stopped({ job }: { job: JobView }) {
  const { client, workbench } = useStores();
  const resume = () => void workbench.getState().attempt(client.request("job.resume", { jobId: job.id }));
  return (
    <>
      <TriangleAlert className="job-icon" aria-hidden />
      <div className="job-words job-words-wide">
        <span className="job-title">
          {job.title}: {strings.job.states[job.state]}
        </span>
        {job.error ? (
          <ProblemText message={job.error.message} problem={job.error.problem} />
        ) : (
          <span className="job-phase">{job.canResume ? strings.job.canResume : strings.job.cannotResume}</span>
        )}
      </div>
      {job.canResume && (
        <Button icon={Play} onClick={resume}>
          {strings.job.resume}
        </Button>
      )}
      <IconButton icon={X} label={strings.job.dismiss} onClick={() => workbench.getState().dismissJob(job.id)} />
    </>
  );
}
