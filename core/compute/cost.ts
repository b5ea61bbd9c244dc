// What a task cost: wall and processor time, images, peak memory. A run that went on after a crash adds what was spent before.
import type { Cost } from "./protocol.ts";

export interface Spent {
  wallSeconds: number;
  cpuSeconds: number;
}

export interface Meter {
  /** Since the meter started, plus what was spent before. */
  spent(): Spent;
  /** @param seconds  the time that the images took, without reading and waiting */
  cost(imagesSeen: number, seconds: number): Cost;
}

/** Starts measuring this process. */
export function startMeter(before: Spent = { wallSeconds: 0, cpuSeconds: 0 }): Meter {
  const begun = performance.now();
  const cpuBegun = process.cpuUsage();
  const spent = (): Spent => {
    const { user, system } = process.cpuUsage(cpuBegun); // microseconds
    return {
      wallSeconds: before.wallSeconds + (performance.now() - begun) / 1000,
      cpuSeconds: before.cpuSeconds + (user + system) / 1e6,
    };
  };
  return {
    spent,
    cost: (imagesSeen, seconds) => ({
      ...spent(),
      imagesSeen,
      imagesPerSecond: seconds > 0 ? imagesSeen / seconds : 0,
      peakBytes: process.resourceUsage().maxRSS * 1024, // maxRSS is in KiB
    }),
  };
}
