// What all tables run with: data sets, pool, networks, settings. Each change is saved at once, as one undoable step.
import "./setup.css";
import { TriangleAlert } from "lucide-react";
import type { TableSetup } from "../../../../core/contract/table-setup.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { useIsReadOnly, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { tableSetupStrings as words } from "../../../strings-table-setup.ts";
import { AddByCommand } from "../../data/compose/AddByCommand.tsx";
import { SetLook } from "../../data/compose/SetLook.tsx";
import { NetworkFields } from "./NetworkFields.tsx";
import { SetFields } from "./SetFields.tsx";
import { SettingFields } from "./SettingFields.tsx";

export function SetupDialog() {
  const { tables } = useStores();
  const setup = useWorkbench((state) => state.project?.tables);
  return (
    <Dialog title={words.title} className="table-setup-dialog" onClose={() => tables.getState().setSetupOpen(false)}>
      {setup && (setup.isMiniature ? <LeaveMiniature /> : <Fields setup={setup} />)}
    </Dialog>
  );
}

function Fields({ setup }: { setup: TableSetup }) {
  const isReadOnly = useIsReadOnly();
  return (
    <>
      <p className="panel-hint">{words.hint}</p>
      <AddByCommand />
      <SetLook />
      <fieldset className="table-setup" disabled={isReadOnly}>
        <SetFields setup={setup} />
        <NetworkFields setup={setup} />
        <SettingFields setup={setup} />
      </fieldset>
    </>
  );
}

function LeaveMiniature() {
  const { tables } = useStores();
  const isReadOnly = useIsReadOnly();
  return (
    <div className="callout" role="note">
      <TriangleAlert className="callout-icon" aria-hidden />
      <div>
        <p>{words.miniature}</p>
        <div className="callout-actions">
          <Button disabled={isReadOnly} onClick={() => tables.getState().configure({})}>
            {words.leaveMiniature}
          </Button>
        </div>
      </div>
    </div>
  );
}
