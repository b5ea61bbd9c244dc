// What this table still needs: what it is, where it is had, where it goes; each once, however many rows wait for it.
import type { MissingInput, TablePage } from "../../../core/contract/table-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { strings } from "../../strings.ts";
import { tableSetupStrings } from "../../strings-table-setup.ts";
import { SetupButton } from "./setup/SetupButton.tsx";

const words = strings.tables;

export function MissingPanel({ page }: { page: TablePage }) {
  const all = page.groups.flatMap(({ rows }) => rows.flatMap(({ missing }) => missing));
  const inputs = [...new Map(all.map((input): [string, MissingInput] => [input.what, input])).values()];
  if (inputs.length === 0) return null;
  return (
    <Panel title={words.missing} hint={words.missingHint} aside={<SetupButton label={tableSetupStrings.openFromMissing} />}>
      <dl className="missing-inputs">
        {inputs.map(({ what, get, where }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {get} <span>{where}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
