// Seeds, size, lengths and threshold: what decides how long a table takes, and what it can show.
import type { TableSetup, TableSetupChange } from "../../../../core/contract/table-setup.ts";
import { inputSizes } from "../../../../core/networks/input-sizes.ts";
import { DeltaChoiceFields } from "../../../components/DeltaChoiceFields.tsx";
import { NumberField } from "../../../components/NumberField.tsx";
import { useStores } from "../../../stores/stores.tsx";
import { tableSetupStrings as words } from "../../../strings-table-setup.ts";
import { SetupPart } from "./SetupPart.tsx";

type Settings = NonNullable<TableSetupChange["settings"]>;

export function SettingFields({ setup: { seedCount, network, settings } }: { setup: TableSetup }) {
  const { tables } = useStores();
  const { smallest, largest, usual } = inputSizes[network ?? "vgg-face"]; // the paper's two are alike
  const change = (changed: Settings) => tables.getState().configure({ settings: changed });
  const lengths = [
    { name: "epochs", label: words.epochs, note: words.epochsNote },
    { name: "retrainingEpochs", label: words.retrainingEpochs, note: words.retrainingNote },
    { name: "outerEpochs", label: words.outerEpochs, note: words.outerNote },
  ] as const;
  return (
    <SetupPart title={words.settings} columns={4}>
      <NumberField
        label={words.seedCount}
        note={words.seedNote}
        value={seedCount}
        rule={{ min: 1, max: 100, isInteger: true }}
        onCommit={(count) => count !== null && tables.getState().configure({ seedCount: count })}
      />
      <NumberField
        label={words.inputSize}
        note={words.inputSizeNote(smallest, usual)}
        value={settings.inputSize}
        unit="px"
        rule={{ min: smallest, max: largest, isInteger: true }}
        onCommit={(inputSize) => inputSize !== null && change({ inputSize })}
      />
      {lengths.map(({ name, label, note }) => (
        <NumberField
          key={name}
          label={label}
          note={note}
          value={settings[name]}
          rule={{ min: 1, max: 1000, isInteger: true }}
          onCommit={(count) => count !== null && change({ [name]: count })}
        />
      ))}
      <DeltaChoiceFields choice={settings.deltaChoice} rule={settings.rule} onChange={(deltaChoice) => change({ deltaChoice })} />
    </SetupPart>
  );
}
