// Progress of jobs in a terminal: one line a phase that is redrawn, or, where output is no terminal, a line at each quarter.
import type { JobView } from "../contract/job-view.ts";

export interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 24;

/** @returns what to call with every job event, and what to call at the end so that the last line is closed */
export function progressLines(terminal: Terminal): { show(job: JobView): void; end(): void } {
  let phase = "";
  let quarter = -1;
  let isLineOpen = false;
  const end = () => {
    if (isLineOpen) terminal.write("\n");
    isLineOpen = false;
  };
  return {
    show(job) {
      if (job.state !== "running" || job.phase === "") return;
      if (job.phase !== phase) {
        end();
        phase = job.phase;
        quarter = -1;
      }
      if (terminal.isTTY) {
        terminal.write(`\r\u001b[K${progressLine(job)}`);
        isLineOpen = true;
        return;
      }
      const reached = job.total === 0 ? 0 : Math.floor((4 * job.done) / job.total);
      if (reached <= quarter) return;
      quarter = reached;
      terminal.write(`${progressLine(job)}\n`);
    },
    end,
  };
}

/** `[########----------------]  33 %  Mining the pool  2,000 of 6,000, 812/s, 0:05 left` */
export function progressLine({ phase, done, total, fraction, ratePerSecond, secondsLeft }: JobView): string {
  const filled = Math.round(fraction * barWidth);
  const parts = [total === 0 ? `${done.toLocaleString("en")} so far` : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`];
  if (ratePerSecond !== null) parts.push(`${ratePerSecond >= 10 ? Math.round(ratePerSecond) : ratePerSecond.toFixed(1)}/s`);
  if (secondsLeft !== null) parts.push(`${clock(secondsLeft)} left`);
  const percent = String(Math.round(fraction * 100)).padStart(3);
  return `[${"#".repeat(filled)}${"-".repeat(barWidth - filled)}] ${percent} %  ${phase}  ${parts.join(", ")}`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
