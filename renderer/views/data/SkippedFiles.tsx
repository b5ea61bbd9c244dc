// Pool files that could not be read: counted and listed, never silently lost.
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { useData, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function SkippedFiles() {
  const isMined = useWorkbench((state) => (state.project?.poolId ?? null) !== null);
  const skipped = useData((state) => state.skipped);
  const hint = !isMined ? strings.data.skippedBeforeMining : skipped && strings.data.skippedHint(skipped.count);
  return (
    <Panel title={strings.data.skipped} hint={hint}>
      {skipped && skipped.files.length > 0 && (
        <ScrollArea label={strings.data.skippedFiles} className="skipped-scroll">
          <ul className="skipped-files">
            {skipped.files.map(({ file, reason }) => (
              <li key={file}>
                <span className="skipped-file">{file}</span>
                <span className="skipped-reason">{reason}</span>
              </li>
            ))}
            {skipped.count > skipped.files.length && <li>{strings.data.skippedMore(skipped.count - skipped.files.length)}</li>}
          </ul>
        </ScrollArea>
      )}
    </Panel>
  );
}
