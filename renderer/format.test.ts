import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatPercentAmount,
  formatPoints,
  formatRate,
  formatSeconds,
  formatTimeLeft,
  formatValue,
  formatWhen,
  formatWhenInYear,
} from "./format.ts";

describe("numbers as the window writes them", () => {
  it("writes a moment by the reader's clock", () => {
    expect(formatWhen("2026-11-24T10:42:07.000Z", "UTC")).toBe("24 Nov, 10:42");
    expect(formatWhen("2026-11-24T23:42:07.000Z", "Asia/Tokyo")).toBe("25 Nov, 08:42");
    expect(formatWhenInYear("2026-12-31T23:42:07.000Z", "Asia/Tokyo")).toBe("1 Jan 2027, 08:42");
  });

  it("groups counts by thousands", () => expect(formatCount(5822653)).toBe("5,822,653"));

  it("writes a fraction as percent, and a dash where it is not known", () => {
    expect(formatPercent(0.30014)).toBe("30.0 %");
    expect(formatPercent(0.02366, 2)).toBe("2.37 %");
    expect(formatPercent(null)).toBe("–");
    expect([0.3, 0.02366, 0.000001].map(formatPercentAmount)).toEqual(["30", "2.366", "0.0001"]);
  });

  it("signs a difference with a true minus, and says ± when it rounds to nothing", () => {
    expect(formatPoints(0.0124)).toBe("+1.2");
    expect(formatPoints(-0.0261)).toBe("−2.6");
    expect(formatPoints(-0.0004)).toBe("±0.0");
  });

  it("tells neighbours on the 1/4096 grid apart", () => expect(formatValue(484 / 4096)).not.toBe(formatValue(485 / 4096)));

  it.each([
    [0.42, "0.4 s"],
    [9.97, "10 s"],
    [59.6, "1 min"],
    [75, "1 min 15 s"],
    [3720, "1 h 2 min"],
  ])("writes %f seconds as %s", (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

  it.each([
    [0.2, "1 s"],
    [13.4, "13 s"],
    [43, "45 s"],
    [61, "2 min"],
  ])("rounds %f seconds left to %s", (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));

  it("keeps one place of a slow rate only", () => {
    expect(formatRate(4.26)).toBe("4.3/s");
    expect(formatRate(1234.5)).toBe("1,235/s");
  });

  it("writes bytes in binary units", () => {
    expect(formatBytes(512)).toBe("512 B");
    expect(formatBytes(1536 * 1024 * 1024)).toBe("1.5 GiB");
    expect(formatBytes(823 * 1024 * 1024)).toBe("823 MiB");
  });
});
