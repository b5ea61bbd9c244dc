// The latest look into a folder, while it goes on and when it failed under the eyes of whoever asked for it: a dialog covers the job bar.
import { useState } from "react";
import { ProblemText } from "../../../components/ProblemText.tsx";
import { ProgressTrack } from "../../../components/ProgressTrack.tsx";
import { isUnfinished } from "../../../stores/jobs.ts";
import { useWorkbench } from "../../../stores/stores.tsx";

export function SetLook() {
  const job = useWorkbench((state) => state.project?.jobs.find(({ kind }) => kind === "inspect-set") ?? null);
  const [earlierId] = useState(job && !isUnfinished(job) ? job.id : null);
  if (job && isUnfinished(job)) return <ProgressTrack label={job.title} fraction={job.fraction} />;
  if (!job?.error || job.id === earlierId || job.error.code === "cancelled") return null;
  return (
    <div className="callout callout-bad" role="alert">
      <ProblemText message={job.error.message} problem={job.error.problem} />
    </div>
  );
}
