// What a network asks of a machine, from its two counts.
import type { NetworkCost } from "../../../core/contract/run-views.ts";

/** Weights, gradients and velocities of momentum, each a float32. */
export const trainingBytes = ({ parameters }: NetworkCost): number => parameters * 3 * 4;

/** "1.13 M", "14.6 G": three figures, so that networks can be compared at a glance. */
export function shortCount(count: number): string {
  const unit = [
    { from: 1e9, letter: " G" },
    { from: 1e6, letter: " M" },
    { from: 1e3, letter: " k" },
  ].find(({ from }) => count >= from * 0.9995);
  if (!unit) return String(count);
  const value = count / unit.from;
  return `${value >= 99.95 ? Math.round(value) : value.toPrecision(3)}${unit.letter}`;
}

/** How many times the work of another network: "26", "0.34". */
export const timesText = (ratio: number): string => (ratio >= 9.95 ? String(Math.round(ratio)) : ratio.toPrecision(2));
