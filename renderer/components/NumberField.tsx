// A number that is typed; null is an empty field, where the rule allows it.
import { DraftField, type DraftFieldProps } from "./DraftField.tsx";
import { type NumberRule, parseNumber } from "./parse-number.ts";

interface NumberFieldProps extends Omit<DraftFieldProps<number | null>, "format" | "parse" | "inputMode"> {
  rule: NumberRule;
  format?: (value: number) => string;
}

export function NumberField({ rule, format = String, ...field }: NumberFieldProps) {
  return (
    <DraftField<number | null>
      {...field}
      inputMode="decimal"
      format={(value) => (value === null ? "" : format(value))}
      parse={(draft) => parseNumber(draft, rule)}
    />
  );
}
