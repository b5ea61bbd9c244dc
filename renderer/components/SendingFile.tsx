// How much of a file has left for the host, and the button that stops it; nothing while none is sent.
import { CircleX } from "lucide-react";
import { formatPercent } from "../format.ts";
import type { Purpose } from "../stores/file-upload.ts";
import { useFileUpload, useStores } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { Button } from "./Button.tsx";
import { ProgressTrack } from "./ProgressTrack.tsx";

const words = strings.upload;

/** @param use  of the files that are told here */
export function SendingFile({ use }: { use: Purpose["use"] }) {
  const { fileUpload } = useStores();
  const sending = useFileUpload((state) => state.sending);
  if (sending?.use !== use) return null;
  return (
    <div className="file-sending">
      <ProgressTrack label={words.sending(sending.name)} fraction={sending.share} />
      <span className="number">{formatPercent(sending.share, 0)}</span>
      <Button icon={CircleX} onClick={fileUpload.getState().stop}>
        {words.stop}
      </Button>
    </div>
  );
}
