// A list of classes as it is typed, with commas or lines between: the names may hold spaces.
import { noClass } from "../../../../core/datasets/word-meaning.ts";
import type { Parsed } from "../../../components/parse-number.ts";
import { composeStrings } from "../../../strings-compose.ts";

const longest = 60;
const most = 256;

/** "happy, very sad" -> both, in this order. */
export function parseClasses(text: string): Parsed<string[]> {
  const names = text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const words = composeStrings.classList;
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.find((_, index) => lower.indexOf(lower[index]!) !== index);
  const tooLong = names.find((name) => name.length > longest);
  if (twice !== undefined) return { problem: words.twice(twice) };
  if (tooLong !== undefined) return { problem: words.tooLong(tooLong) };
  if (lower.includes(noClass)) return { problem: words.reserved };
  if (names.length < 2) return { problem: words.tooFew };
  return names.length > most ? { problem: words.tooMany } : { value: names };
}
