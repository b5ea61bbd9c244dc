// Opens what the tables run with.
import { Settings2 } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { useStores } from "../../../stores/stores.tsx";
import { tableSetupStrings as words } from "../../../strings-table-setup.ts";

export function SetupButton({ label }: { label: string }) {
  const { tables } = useStores();
  return (
    <Button icon={Settings2} title={words.openHint} onClick={() => tables.getState().setSetupOpen(true)}>
      {label}
    </Button>
  );
}
