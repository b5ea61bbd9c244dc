// While a job runs the computer stays awake, and the taskbar shows how far the job is: training goes on behind other windows.
import type { PowerSaveBlocker } from "electron";
import { events } from "../core/contract/events.ts";
import { watchRunningJobs } from "../core/host/running-jobs.ts";
import type { EventMessage } from "../core/wire.ts";

/** Progress for BrowserWindow.setProgressBar: 0 to 1, or -1 for none. */
type ShowProgress = (fraction: number) => void;

/** @returns a listener for the engine's events */
export function signalJobs(
  powerSaveBlocker: Pick<PowerSaveBlocker, "start" | "stop">,
  showProgress: ShowProgress,
): (event: EventMessage) => void {
  const jobs = watchRunningJobs();
  let blocker: number | null = null;
  return (event) => {
    jobs.see(event);
    const isRunning = jobs.ids().length > 0;
    if (isRunning && blocker === null) blocker = powerSaveBlocker.start("prevent-app-suspension");
    if (!isRunning && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
      showProgress(-1);
    }
    const job = event.event === "job" ? events.job.safeParse(event.payload) : null;
    if (job?.success && job.data.state === "running") showProgress(job.data.fraction);
  };
}
