// What a typed number may be, and the sentence that says why it was refused.
import { strings } from "../strings.ts";

export interface NumberRule {
  min: number;
  max: number;
  isInteger?: boolean;
  /** An empty field means "none". */
  mayBeEmpty?: boolean;
  /** Typed in percent, kept as a fraction; `min` and `max` are fractions. */
  isPercent?: boolean;
}

/** What a draft means, or why it is refused. */
export type Parsed<Value> = { value: Value } | { problem: string };

/** Takes "0,05" for 0.05 and "1,200" for 1200 where only whole numbers make sense. */
export function parseNumber(text: string, rule: NumberRule): Parsed<number | null> {
  const trimmed = text.trim().replace(/\s|%$/g, "");
  if (trimmed === "") return rule.mayBeEmpty ? { value: null } : { problem: strings.fields.missing };
  const typed = Number(rule.isInteger ? trimmed.replace(/,/g, "") : trimmed.replace(",", "."));
  if (!Number.isFinite(typed)) return { problem: strings.fields.notANumber(text.trim()) };
  if (rule.isInteger && !Number.isInteger(typed)) return { problem: strings.fields.notWhole };
  const value = rule.isPercent ? typed / 100 : typed;
  if (value < rule.min || value > rule.max) {
    const [min, max] = rule.isPercent ? [`${rule.min * 100} %`, `${rule.max * 100} %`] : [String(rule.min), String(rule.max)];
    return { problem: strings.fields.outside(min, max) };
  }
  return { value };
}
