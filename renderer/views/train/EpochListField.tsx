// The epochs after which the learning rate falls, typed as a list.
import { DraftField } from "../../components/DraftField.tsx";
import { parseEpochList } from "../../components/parse-number.ts";

interface EpochListFieldProps {
  label: string;
  epochs: readonly number[];
  lastEpoch: number;
  onCommit(epochs: number[]): void;
}

const textOf = (epochs: readonly number[]): string => epochs.join(", ");

export function EpochListField({ label, epochs, lastEpoch, onCommit }: EpochListFieldProps) {
  return (
    <DraftField<readonly number[]>
      label={label}
      value={epochs}
      format={textOf}
      parse={(draft) => parseEpochList(draft, lastEpoch)}
      onCommit={(typed) => textOf(typed) !== textOf(epochs) && onCommit([...typed])}
    />
  );
}
