// Pictures that the check could not read, by name; it went on without them.
import type { DataCheckReport } from "../../../../core/contract/data-check-views.ts";
import { ScrollArea } from "../../../components/ScrollArea.tsx";
import { strings } from "../../../strings.ts";

export const Unreadable = ({ unreadable: { count, files } }: { unreadable: DataCheckReport["unreadable"] }) => (
  <details className="check-unreadable">
    <summary>{strings.check.unreadable(count)}</summary>
    <ScrollArea label={strings.check.unreadableFiles} className="skipped-scroll">
      <ul className="skipped-files">
        {files.map(({ split, file, reason }) => (
          <li key={file}>
            <span className="skipped-file">{file}</span>
            <span className="skipped-reason">
              {strings.data.splits[split]}: {reason}
            </span>
          </li>
        ))}
        {count > files.length && <li>{strings.check.more(count - files.length)}</li>}
      </ul>
    </ScrollArea>
  </details>
);
