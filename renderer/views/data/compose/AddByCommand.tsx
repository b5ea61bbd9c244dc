// How a folder becomes known where the host has no folder dialog.
import { useWorkbench } from "../../../stores/stores.tsx";
import { composeStrings as words } from "../../../strings-compose.ts";

export function AddByCommand() {
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? true);
  if (canChooseFolder) return null;
  return (
    <p className="panel-hint compose-command">
      {words.addCommand} <code>{words.command}</code>
    </p>
  );
}
