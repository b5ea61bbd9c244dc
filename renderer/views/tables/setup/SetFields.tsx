// Which known set plays which part of the tables; any can be the pool.
import { FolderPlus } from "lucide-react";
import type { KnownSet } from "../../../../core/contract/set-views.ts";
import type { TableSetup } from "../../../../core/contract/table-setup.ts";
import { type TableSet, tableSets } from "../../../../core/reproduction/reproduction-recipe.ts";
import { IconButton } from "../../../components/Button.tsx";
import { SelectField } from "../../../components/SelectField.tsx";
import { useIsReadOnly, useKnownSets, useStores, useTables, useWorkbench } from "../../../stores/stores.tsx";
import { canPlay } from "../../../stores/tables.ts";
import { composeStrings } from "../../../strings-compose.ts";
import { tableSetupStrings as words } from "../../../strings-table-setup.ts";
import { SetupPart } from "./SetupPart.tsx";

const noSets: KnownSet[] = [];

export function SetFields({ setup }: { setup: TableSetup }) {
  const { tables } = useStores();
  return (
    <SetupPart title={words.sets} hint={words.setsHint}>
      {tableSets.map((part) => (
        <SetField key={part} part={part} setup={setup} />
      ))}
      <label className="check setup-wide" title={composeStrings.alignNote}>
        <input type="checkbox" checked={setup.align} onChange={({ target }) => tables.getState().configure({ align: target.checked })} />
        <span>{words.align}</span>
      </label>
    </SetupPart>
  );
}

/** Values of the select that are no set: none, and a folder that only the command line named. */
const [none, unlisted] = ["", "unlisted"];

function SetField({ part, setup }: { part: TableSet; setup: TableSetup }) {
  const { tables } = useStores();
  const sets = useKnownSets((state) => state.sets ?? noSets).filter((set) => canPlay(set, part));
  const unfit = useTables((state) => (state.unfit?.part === part ? state.unfit.set : null));
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const isReadOnly = useIsReadOnly();
  const chosen = setup.sets[part];
  const conflict = unfit ? words.unfit(unfit.title, words.parts[part]) : part === "pool" ? conflictOfPool(setup) : undefined;
  return (
    <div className="setup-set">
      <SelectField
        label={words.parts[part]}
        value={chosen ? (chosen.setId ?? unlisted) : none}
        options={[
          { value: none, label: sets.length === 0 ? words.noneKnown : words.none },
          ...(chosen && chosen.setId === null ? [{ value: unlisted, label: words.unlisted(chosen.name) }] : []),
          ...sets.map(({ id, title, name }) => ({ value: id, label: composeStrings.setName(title, name) })),
        ]}
        conflict={conflict}
        onChange={(value) => value !== unlisted && tables.getState().configure({ sets: { [part]: value || null } })}
      />
      {canChooseFolder && (
        <IconButton icon={FolderPlus} label={words.add(part)} disabled={isReadOnly} onClick={() => void tables.getState().addSet(part)} />
      )}
    </div>
  );
}

/** Faces that are tested on must not be mined. */
function conflictOfPool({ sets }: TableSetup): string | undefined {
  const same = tableSets.find((part) => part !== "pool" && sets[part]?.setId && sets[part].setId === sets.pool?.setId);
  return same && words.isTrainedOn(words.parts[same]);
}
