// Tables 1 to 7 of the paper, live: published beside own, against control and baseline, and what the paper's sentences come to.
import "./tables.css";
import { Copy, Play } from "lucide-react";
import type { TablePage } from "../../../core/contract/table-views.ts";
import { tableNumbers } from "../../../core/evaluation/paper/table.ts";
import { tableCsv } from "../../../core/evaluation/table-csv.ts";
import { Button } from "../../components/Button.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { useStores, useTables, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { tableSetupStrings } from "../../strings-table-setup.ts";
import { ClaimsPanel } from "./ClaimsPanel.tsx";
import { CostPanel } from "./CostPanel.tsx";
import { copyText } from "./copy-text.ts";
import { MiniatureBanner, Watermark } from "./Miniature.tsx";
import { MissingPanel } from "./MissingPanel.tsx";
import { NotesPanel } from "./NotesPanel.tsx";
import { SetupButton } from "./setup/SetupButton.tsx";
import { SetupDialog } from "./setup/SetupDialog.tsx";
import { TablePanel } from "./TablePanel.tsx";
import { useCanStart } from "./useCanStart.ts";

const words = strings.tables;

const nameOf = (table: TablePage["table"]) => `${table}` as const;

export function TablesView() {
  const table = useTables((state) => state.table);
  const page = useTables((state) => state.pages[state.table]);
  const show = useTables((state) => state.show);
  const isSetupOpen = useTables((state) => state.isSetupOpen);
  const setup = useWorkbench((state) => state.project?.tables);
  return (
    <div className="tables-view">
      <div className="tables-head">
        <Segmented
          label={words.choose}
          value={nameOf(table)}
          onChange={(value) => show(tableNumbers.find((number) => nameOf(number) === value)!)}
          options={tableNumbers.map((number) => ({ value: nameOf(number), label: words.tabs[number] }))}
        />
        {page && <Actions page={page} />}
        {setup && !setup.isMiniature && <p className="panel-hint tables-setup">{tableSetupStrings.summary(setup)}</p>}
      </div>
      {page ? <Page key={table} page={page} /> : <p className="tables-waiting shimmering">{words.loading}</p>}
      {isSetupOpen && <SetupDialog />}
    </div>
  );
}

function Page({ page }: { page: TablePage }) {
  return (
    <>
      {page.isMiniature && <MiniatureBanner />}
      <div className="tables-sheet">
        <ScrollArea label={words.body} className="tables-body">
          <TablePanel page={page} />
          <ClaimsPanel claims={page.claims} />
          <div className="tables-pair">
            <CostPanel costs={page.costs} />
            <div className="tables-stack">
              <NotesPanel page={page} />
              <MissingPanel page={page} />
            </div>
          </div>
        </ScrollArea>
        {page.isMiniature && <Watermark />}
      </div>
    </>
  );
}

function Actions({ page }: { page: TablePage }) {
  const { workbench } = useStores();
  const run = useTables((state) => state.run);
  const canStart = useCanStart();
  const copy = () => {
    const text = copyText(tableCsv(page)) ? words.copied : words.notCopied;
    workbench.getState().notify({ level: "info", text });
  };
  return (
    <div className="tables-actions">
      <Button icon={Copy} onClick={copy}>
        {words.copy}
      </Button>
      <SetupButton label={tableSetupStrings.open} />
      {page.canRun && (
        <Button look="primary" icon={Play} disabled={!canStart} title={words.runHint} onClick={() => run(null)}>
          {words.run}
        </Button>
      )}
    </div>
  );
}
