// What one has to know before reading the table: the test set, and what the paper leaves open.
import type { TablePage } from "../../../core/contract/table-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { strings } from "../../strings.ts";

const words = strings.tables;

export const NotesPanel = ({ page: { notes, test } }: { page: TablePage }) => (
  <Panel title={words.notes}>
    <ul className="table-notes">
      {[words.testSet(test.source), ...notes].map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  </Panel>
);
