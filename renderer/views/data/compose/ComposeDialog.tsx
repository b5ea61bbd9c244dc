// A data set put together from others (section 4.1: inside and across databases): three roles, each played by a set as it lies on disk.
import "./compose.css";
import { FolderPlus } from "lucide-react";
import type { Split } from "../../../../core/contract/dataset-summary.ts";
import type { KnownSet } from "../../../../core/contract/set-views.ts";
import type { RolePlan } from "../../../../core/datasets/compose-preview.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { ListField } from "../../../components/ListField.tsx";
import { planOf, type RoleDraft } from "../../../stores/role-draft.ts";
import { useCompose, useIsReadOnly, useKnownSets, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { composeStrings as words } from "../../../strings-compose.ts";
import { splits } from "../splits.ts";
import { AddByCommand } from "./AddByCommand.tsx";
import { ComposeFoot } from "./ComposeFoot.tsx";
import { parseClasses } from "./parse-classes.ts";
import { RolePanel } from "./RolePanel.tsx";
import { SetLook } from "./SetLook.tsx";

const noSets: KnownSet[] = [];

export function ComposeDialog() {
  const { compose } = useStores();
  const sets = useKnownSets((state) => state.sets);
  return (
    <Dialog title={words.title} className="compose-dialog" onClose={() => compose.getState().setOpen(false)}>
      <p className="panel-hint">{words.hint}</p>
      <AddByCommand />
      <SetLook />
      {sets?.length === 0 ? <NoSets /> : <Roles />}
    </Dialog>
  );
}

function Roles() {
  const { compose } = useStores();
  const sets = useKnownSets((state) => state.sets ?? noSets);
  const { drafts, align, classes } = useCompose((state) => state);
  const plans = { anchor: planIn(sets, drafts.anchor), pool: planIn(sets, drafts.pool), test: planIn(sets, drafts.test) };
  const { chooseSet, addSet, changeDraft, chooseFold, setAligned } = compose.getState();
  return (
    <>
      <div className="compose-roles">
        {splits.map((role) => (
          <RolePanel
            key={role}
            split={role}
            draft={drafts[role]}
            classes={classes}
            isAligned={align.includes(role)}
            onChooseSet={(setId) => chooseSet(role, setId)}
            onAddSet={() => void addSet(role)}
            onChange={(draft) => changeDraft(role, draft)}
            onAlign={(isAligned) => setAligned(role, isAligned)}
            {...(role !== "pool" && { onFold: (fold) => chooseFold(role, fold) })}
          />
        ))}
      </div>
      <ListField
        label={words.classes}
        note={words.classesNote}
        values={classes}
        parse={parseClasses}
        onCommit={compose.getState().setClasses}
      />
      <ComposeFoot
        plans={{ anchor: plans.anchor ?? null, pool: plans.pool ?? null, test: plans.test ?? null }}
        isRead={splits.every((role: Split) => plans[role] !== undefined)}
      />
    </>
  );
}

/** null without a set; undefined until its folder was read as chosen. */
function planIn(sets: readonly KnownSet[], draft: RoleDraft | null): RolePlan | null | undefined {
  const set = sets.find(({ id }) => id === draft?.setId);
  return set && draft ? planOf(set, draft) : null;
}

function NoSets() {
  const { compose } = useStores();
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const isReadOnly = useIsReadOnly();
  return (
    <EmptyState icon={FolderPlus} title={words.none} text={words.noneText}>
      {canChooseFolder && (
        <Button look="primary" icon={FolderPlus} disabled={isReadOnly} onClick={() => void compose.getState().addSet("anchor")}>
          {words.add}
        </Button>
      )}
    </EmptyState>
  );
}
