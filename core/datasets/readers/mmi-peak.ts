// Which frames of an MMI film show its expression: it begins neutral, has its peak in the middle, and returns (section 4.2). Where action
// units were coded in time, the peak is known: S001-001-oao_aucs.xml has, for each unit, Markers with a Frame (from 1) and a Type, at which
// a phase begins: 0 neutral, 1 onset, 2 apex, 3 offset.
import { InputError } from "../../errors.ts";
import { quote } from "../csv-rows.ts";
import type { XmlElement } from "./xml-elements.ts";

/** Frames from 0; `end` is the first one after it. */
export interface Stretch {
  start: number;
  end: number;
}

/** How many frames are taken of a peak. */
export const peakFrames = 3;

/**
 * The longest stretch in which most action units are at their apex; the first of several.
 *
 * @param frameCount  of the film: an apex that no marker ends lasts to its end
 * @returns null when no unit has an apex
 * @throws InputError with the line of `file` for a marker that names a frame far beyond the film, or none
 */
export function apexOf(elements: readonly XmlElement[], frameCount: number, file: string): Stretch | null {
  const apexes = elements.filter(({ name }) => name === "ActionUnit").flatMap((unit) => apexesOf(unit, elements, frameCount, file));
  const bounds = [...new Set(apexes.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  let best: (Stretch & { units: number }) | null = null;
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const end = bounds[index + 1]!;
    const units = apexes.filter((apex) => apex.start <= start && apex.end >= end).length;
    const isLonger = best !== null && units === best.units && end - start > best.end - best.start;
    if (units > 0 && (best === null || units > best.units || isLonger)) best = { start, end, units };
  }
  return best && { start: best.start, end: best.end };
}

function apexesOf(unit: XmlElement, elements: readonly XmlElement[], frameCount: number, file: string): Stretch[] {
  const markers = elements
    .filter(({ name, parent }) => name === "Marker" && parent === unit)
    .map((marker) => ({
      // A film may lack a few frames: see film-frames.ts.
      frame: Math.min(wholeOf(marker, "Frame", file, { least: 1, most: frameCount + Math.ceil(frameCount / 10) }) - 1, frameCount),
      type: wholeOf(marker, "Type", file, { least: 0, most: 9 }),
    }))
    .sort((a, b) => a.frame - b.frame);
  const apexes: Stretch[] = [];
  for (const [index, { frame, type }] of markers.entries()) {
    const end = markers[index + 1]?.frame ?? frameCount;
    const last = apexes[apexes.length - 1];
    if (type !== 2 || end === frame) continue;
    if (last?.end === frame)
      last.end = end; // coded frame by frame
    else apexes.push({ start: frame, end });
  }
  return apexes;
}

function wholeOf(marker: XmlElement, name: string, file: string, { least, most }: { least: number; most: number }): number {
  const written = marker.attributes.get(name) ?? "";
  const value = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
  if (value >= least && value <= most) return value;
  const found = `a marker with the ${name} ${quote(written)}`;
  const mend = "Unpack the session again; if the film is the shorter one, copy it again.";
  throw new InputError({ file, line: marker.line, found, expected: `${least} to ${most}`, mend });
}

/** The frames around the middle of a stretch, ascending, without the first one of the film. @param frameCount  more than `peakFrames` */
export function framesAround({ start, end }: Stretch, frameCount: number): number[] {
  const middle = Math.floor((start + end - 1) / 2);
  const first = Math.min(Math.max(1, middle - (peakFrames - 1) / 2), frameCount - peakFrames);
  return Array.from({ length: peakFrames }, (_, index) => first + index);
}
