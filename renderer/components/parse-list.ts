// What is typed as a list: epochs, names, weights. Commas, semicolons and spaces part its items.
import { strings } from "../strings.ts";
import type { Parsed } from "./parse-number.ts";

const itemsOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** "10, 20" -> [10, 20], each a whole number from 1 to `max`, ascending. */
export function parseEpochList(text: string, max: number): Parsed<number[]> {
  const items = itemsOf(text);
  const wrong = items.find((item) => !Number.isInteger(Number(item)) || Number(item) < 1 || Number(item) > max);
  if (wrong !== undefined) return { problem: strings.fields.notAnEpoch(wrong, max) };
  return { value: [...new Set(items.map(Number))].sort((a, b) => a - b) };
}

const longestPrefix = 100;

/** "features., layer1.0" -> both, each once. */
export function parsePrefixes(text: string): Parsed<string[]> {
  const items = itemsOf(text);
  const tooLong = items.find((item) => item.length > longestPrefix);
  if (tooLong !== undefined) return { problem: strings.fields.notAPrefix(tooLong) };
  return { value: [...new Set(items)] };
}

const largestWeight = 1000;

/** "1, 2.5" -> [1, 2.5]: one positive weight a class. */
export function parseClassWeights(text: string, classCount: number): Parsed<number[]> {
  const items = itemsOf(text);
  const wrong = items.find((item) => !(Number(item) > 0 && Number(item) <= largestWeight));
  if (wrong !== undefined) return { problem: strings.fields.notAWeight(wrong) };
  if (items.length !== classCount) return { problem: strings.fields.weightsWanted(classCount) };
  return { value: items.map(Number) };
}

/** "0.5, 0.5, 0.5" -> as numbers, one a colour, or one alone for grey; an empty list leaves them out. */
export function parsePixelNumbers(text: string): Parsed<number[]> {
  const numbers = itemsOf(text).map(Number);
  const isOne = [0, 1, 3].includes(numbers.length) && numbers.every(Number.isFinite);
  return isOne ? { value: numbers } : { problem: strings.fields.notPixelNumbers(text.trim()) };
}
