// One role of a data set that is put together: which set on disk plays it, how it is read, which of its parts, what its labels mean.
import { FolderPlus, LoaderCircle, Trash2 } from "lucide-react";
import { useId } from "react";
import type { Split } from "../../../../core/contract/dataset-summary.ts";
import type { KnownSet } from "../../../../core/contract/set-views.ts";
import { Button, IconButton } from "../../../components/Button.tsx";
import { SelectField } from "../../../components/SelectField.tsx";
import { type FoldOfPeople, foldedPartsOf } from "../../../stores/fold-draft.ts";
import { planOf, type RoleDraft, togglePart, withMeaning } from "../../../stores/role-draft.ts";
import { useIsReadOnly, useKnownSets, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { composeStrings as words } from "../../../strings-compose.ts";
import { FoldField } from "./FoldField.tsx";
import { LabelTable } from "./LabelTable.tsx";
import { LeftOut, SetFacts } from "./SetFacts.tsx";

interface RolePanelProps {
  split: Split;
  draft: RoleDraft | null;
  classes: readonly string[];
  isAligned: boolean;
  onChooseSet(setId: string | null): void;
  onAddSet(): void;
  onChange(draft: RoleDraft): void;
  onAlign(isAligned: boolean): void;
  /** Where the role may take a side of a fold of people. */
  onFold?: (fold: FoldOfPeople | null) => void;
}

const noSets: KnownSet[] = [];

export function RolePanel(props: RolePanelProps) {
  const { split, draft, onChooseSet, onAddSet } = props;
  const { knownSets } = useStores();
  const titleId = useId();
  const sets = useKnownSets((state) => state.sets ?? noSets);
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const isReadOnly = useIsReadOnly();
  const set = sets.find(({ id }) => id === draft?.setId);
  return (
    <section className="role-panel" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId} className="role-title">
          {words.roles[split]}
        </h3>
        <p className="panel-hint">{words.roleHints[split]}</p>
      </header>
      <div className="role-set">
        <SelectField
          label={words.set}
          value={set?.id ?? ""}
          options={[
            { value: "", label: words.noSet },
            ...sets.map(({ id, title, name }) => ({ value: id, label: words.setName(title, name) })),
          ]}
          onChange={(id) => onChooseSet(id || null)}
        />
        {set && (
          <IconButton
            icon={Trash2}
            label={words.forget(set.name)}
            hint={words.forgetHint}
            disabled={isReadOnly}
            onClick={() => void knownSets.getState().remove(set.id)}
          />
        )}
        {canChooseFolder && (
          <Button icon={FolderPlus} disabled={isReadOnly} onClick={onAddSet}>
            {words.add}
          </Button>
        )}
      </div>
      {set && draft && <ChosenSet {...props} set={set} draft={draft} />}
    </section>
  );
}

interface ChosenSetProps extends Omit<RolePanelProps, "draft"> {
  set: KnownSet;
  draft: RoleDraft;
}

function ChosenSet({ split, set, draft, classes, isAligned, onChange, onAlign, onFold }: ChosenSetProps) {
  const { knownSets } = useStores();
  const plan = planOf(set, draft);
  const readAs = (reader: string) => {
    const other = set.others.find((one) => one.reader === reader);
    if (other) void knownSets.getState().readAs(set.id, other.reader, {});
  };
  return (
    <>
      {set.others.length > 0 && (
        <SelectField
          label={words.readAs}
          note={words.readAsNote}
          value={set.reader as string}
          options={[
            { value: set.reader, label: set.title },
            ...set.others.map(({ reader, title, layout }) => ({ value: reader, label: title, hint: layout })),
          ]}
          onChange={readAs}
        />
      )}
      {set.asks.map(({ name, asks, options }) => (
        <SelectField
          key={name}
          label={asks}
          note={options.find(({ value }) => value === draft.choices[name])?.means}
          value={draft.choices[name]!}
          options={options.map(({ value, means }) => ({ value, label: value, hint: means }))}
          onChange={(value) => onChange({ ...draft, choices: { ...draft.choices, [name]: value } })}
        />
      ))}
      {plan ? (
        <>
          <Parts plan={plan} onToggle={(part) => onChange(togglePart(draft, part))} />
          {onFold && <FoldField role={split} plan={plan} foldedParts={foldedPartsOf(set, draft)} onFold={onFold} />}
          <label className="check" title={words.alignNote}>
            <input type="checkbox" checked={isAligned} onChange={({ target }) => onAlign(target.checked)} />
            <span>{words.align}</span>
          </label>
          <LabelTable plan={plan} classes={classes} onMean={(label, meaning) => onChange(withMeaning(draft, label, meaning))} />
          <LeftOut report={plan.report} />
          <SetFacts report={plan.report} />
        </>
      ) : (
        <Unread />
      )}
    </>
  );
}

function Parts({ plan, onToggle }: { plan: NonNullable<ReturnType<typeof planOf>>; onToggle(part: string): void }) {
  const { parts, labels, unlabelled } = plan.report;
  const countOf = (part: number) => labels.reduce((sum, { counts }) => sum + counts[part]!, unlabelled[part]!);
  return (
    <fieldset className="role-parts">
      <legend className="field-label">{words.parts}</legend>
      {parts.map((name, part) => (
        <label key={name} className="check">
          <input type="checkbox" checked={plan.parts.includes(name)} onChange={() => onToggle(name)} />
          <span>{words.part(name, countOf(part))}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Unread() {
  const isReading = useWorkbench((state) =>
    (state.project?.jobs ?? []).some(({ kind, state }) => kind === "inspect-set" && (state === "running" || state === "queued")),
  );
  return (
    <p className={isReading ? "role-reading" : "field-problem"} role="status">
      {isReading && <LoaderCircle className="button-icon turning" aria-hidden />}
      {isReading ? words.reading : words.notRead}
    </p>
  );
}
