// Numbers as the window writes them. English grouping on purpose: figures are compared with the paper's.

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
/** What stands where a number is not known. */
export const unknown = "–";

export const formatCount = (count: number): string => counts.format(count);

/** 0.3 -> "30.0 %", with `digits` behind the point. */
export const formatPercent = (fraction: number | null, digits = 1): string =>
  fraction === null ? unknown : `${(fraction * 100).toFixed(digits)} %`;

/** What a percent field holds: 0.02366 -> "2.366", as short as it can be and without the sign. */
export const formatPercentAmount = (fraction: number): string => String(Number((fraction * 100).toFixed(4)));

/** A difference of two fractions in points: 0.012 -> "+1.2", with a true minus sign. */
export function formatPoints(difference: number, digits = 1): string {
  const points = (Math.abs(difference) * 100).toFixed(digits);
  if (Number(points) === 0) return `±${points}`;
  return `${difference < 0 ? "−" : "+"}${points}`;
}

/** Deltas and values: four places show every step of the 1/4096 grid. */
export const formatValue = (value: number): string => value.toFixed(4);

/** 75 -> "1 min 15 s"; below 10 s with one place. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time left, coarse enough not to flicker. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 1.5) return "1 s";
  if (seconds < 20) return `${Math.round(seconds)} s`;
  if (seconds < 60) return `${Math.round(seconds / 5) * 5} s`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : formatSeconds(seconds);
}

export const formatRate = (perSecond: number): string => `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond)}/s`;

const dayAndTime = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;

/** "2026-11-24T10:42:00Z" -> "24 Nov, 10:42", on the clock of the reader. */
export const formatWhen = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-GB", { ...dayAndTime, ...(timeZone && { timeZone }) }).format(new Date(iso));

/** Of what is kept for years: "24 Nov 2026, 10:42". */
export const formatWhenInYear = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-GB", { ...dayAndTime, year: "numeric", ...(timeZone && { timeZone }) }).format(new Date(iso));

/** Bytes in binary units: 1536 MiB -> "1.5 GiB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
