// Opens the dialog that puts a data set together; its draft is kept while it is closed.
import { Combine } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { useCompose, useStores } from "../../../stores/stores.tsx";
import { composeStrings as words } from "../../../strings-compose.ts";
import { ComposeDialog } from "./ComposeDialog.tsx";

export function ComposeButton({ look = "secondary" }: { look?: "primary" | "secondary" }) {
  const { compose } = useStores();
  const isOpen = useCompose((state) => state.isOpen);
  return (
    <>
      <Button look={look} icon={Combine} title={words.openHint} onClick={() => compose.getState().setOpen(true)}>
        {words.open}
      </Button>
      {isOpen && <ComposeDialog />}
    </>
  );
}
