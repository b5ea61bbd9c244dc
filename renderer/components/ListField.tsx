// Several values in one field, typed with commas between them.
import { DraftField } from "./DraftField.tsx";
import type { Parsed } from "./parse-number.ts";

interface ListFieldProps<Item extends string | number> {
  label: string;
  values: readonly Item[];
  note?: string;
  conflict?: string | undefined;
  placeholder?: string;
  parse(draft: string): Parsed<Item[]>;
  /** Gets values that differ from the ones before. */
  onCommit(values: Item[]): void;
}

const textOf = (values: readonly (string | number)[]): string => values.join(", ");

export function ListField<Item extends string | number>({ values, onCommit, ...field }: ListFieldProps<Item>) {
  return (
    <DraftField<readonly Item[]>
      {...field}
      value={values}
      format={textOf}
      onCommit={(typed) => textOf(typed) !== textOf(values) && onCommit([...typed])}
    />
  );
}
