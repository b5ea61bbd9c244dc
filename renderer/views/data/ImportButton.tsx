// Opens the host's folder dialog; a browser has none, so it shows no button.
import { FolderPlus } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function ImportButton({ look = "secondary" }: { look?: "primary" | "secondary" }) {
  const { client, workbench } = useStores();
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const isReadOnly = useIsReadOnly();
  if (!canChooseFolder) return null;
  return (
    <Button
      look={look}
      icon={FolderPlus}
      disabled={isReadOnly}
      onClick={() => void workbench.getState().attempt(client.request("host.import-folder", {}))}
    >
      {strings.data.import}
    </Button>
  );
}
