import { describe, expect, it } from "vitest";
import { availableBytes } from "./available-memory.ts";

const meminfo = "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    7000000 kB\n";
const reading = (files: Record<string, string>) => availableBytes(async (path) => files[path] ?? null);

describe("availableBytes", () => {
  it("is what Linux estimates: free pages, and those that are given up when needed", async () => {
    expect(await reading({ "/proc/meminfo": meminfo })).toBe(7_000_000 * 1024);
  });

  it("is what is left in a container whose limit is lower, pages of files not counted as used", async () => {
    const container = {
      "/sys/fs/cgroup/memory.max": "4000000000\n",
      "/sys/fs/cgroup/memory.current": "3000000000\n",
      "/sys/fs/cgroup/memory.stat": "anon 2000000000\nfile 900000000\ninactive_file 500000000\nactive_file 300000000\n",
    };
    expect(await reading({ "/proc/meminfo": meminfo, ...container })).toBe(1_800_000_000);
    expect(await reading({ "/proc/meminfo": meminfo, ...container, "/sys/fs/cgroup/memory.max": "max\n" })).toBe(7_000_000 * 1024);
  });

  it("is the runtime's own number where the system has no such files", async () => {
    expect(await reading({})).toBeGreaterThan(0);
  });
});
