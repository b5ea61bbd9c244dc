// From turns to the numbers of the table: medians, and the ratio of each pair of turns. Pure.
import { median } from "../median.ts";
import type { Row } from "./rows.ts";
import type { Ready, Side, Turn } from "./side.ts";

/** A side after its row. */
export interface MeasuredSide extends Side, Ready {
  /** Of the checked turn and the warm-up turn; of a compiled network, nearly all of it is the compiling. */
  warmUpSeconds: number;
  /** Counted turns, in order: turn i of all sides makes pair i. */
  turns: Turn[];
  peakBytes: number | null;
}

export interface MeasuredRow extends Row {
  threads: number;
  sides: MeasuredSide[];
}

/** A part of a row as one side does it. */
export interface Speed {
  label: string;
  seconds: number;
  imagesPerSecond: number;
  /** Of our side: above 1 we are sooner. null where our side has no such precision. */
  ratio: Spread | null;
}

export interface Spread {
  median: number;
  smallest: number;
  largest: number;
}

/** @param part  index into the parts of the row */
export function speedsOf({ sides }: MeasuredRow, part: number): Speed[] {
  return sides.map((side) => {
    const seconds = side.turns.map((turn) => turn.seconds[part]!);
    const ours = sides.find((other) => other.program === "ours" && other.precision === side.precision);
    const middle = median(seconds);
    return {
      label: side.label,
      seconds: middle,
      imagesPerSecond: side.turns[0]!.images / middle,
      ratio: ours && side !== ours ? spreadOf(seconds.map((theirs, pair) => theirs / ours.turns[pair]!.seconds[part]!)) : null,
    };
  });
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), smallest: Math.min(...values), largest: Math.max(...values) };
}

/** Peak above the idle process with its library loaded; null where the system does not say. */
export function bytesAboveIdle({ idleBytes, peakBytes }: Pick<MeasuredSide, "idleBytes" | "peakBytes">): number | null {
  return idleBytes === null || peakBytes === null ? null : Math.max(0, peakBytes - idleBytes);
}
