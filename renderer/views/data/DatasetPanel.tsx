// The data set in figures.
import type { DatasetSummary } from "../../../core/contract/dataset-summary.ts";
import { Panel } from "../../components/Panel.tsx";
import { formatCount } from "../../format.ts";
import { strings } from "../../strings.ts";
import { ComposeButton } from "./compose/ComposeButton.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { splits } from "./splits.ts";

export function DatasetPanel({ dataset }: { dataset: DatasetSummary }) {
  return (
    <Panel title={dataset.name} hint={dataset.isDemonstration && strings.data.demonstration} aside={<ImportButton />}>
      <div className="dataset-compose">
        <ComposeButton />
      </div>
      <dl className="split-counts number">
        {splits.map((split) => (
          <div key={split} title={strings.data.splitHints[split]}>
            <dt>{strings.data.splits[split]}</dt>
            <dd>{formatCount(dataset.count[split])}</dd>
          </div>
        ))}
      </dl>
      <dl className="dataset-facts">
        <dt>{strings.data.groups}</dt>
        <dd>{dataset.hasGroups ? strings.data.hasGroups : strings.data.noGroups}</dd>
        <dt>{strings.data.digest}</dt>
        <dd>
          <code className="digest" title={`${strings.data.digestHint}: ${dataset.digest}`}>
            {dataset.digest.slice(0, 16)}
          </code>
        </dd>
      </dl>
    </Panel>
  );
}
