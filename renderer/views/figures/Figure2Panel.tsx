// Fig. 2: one picture of each class from each data set, picked by the user.
import { Images, X } from "lucide-react";
import { useState } from "react";
import type { Figure2, Figure2Column } from "../../../core/contract/figure-views.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { useFigures, useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { FigureTable } from "./FigureTable.tsx";
import type { Place } from "./grid-cells.ts";
import { PicturePicker } from "./PicturePicker.tsx";

const words = strings.figures.examples;

export function Figure2Panel() {
  const figure = useFigures((state) => state.figure2);
  const goTo = useWorkbench((state) => state.goTo);
  const isReadOnly = useIsReadOnly();
  const [opened, setOpened] = useState<Place | null>(null);
  if (!figure) return <section className="panel figure-panel shimmering" aria-label={words.title} aria-busy />;
  const { classes, columns, problems } = figure;
  if (columns.every(({ cells }) => cells.length === 0)) {
    return (
      <EmptyState icon={Images} title={words.emptyTitle} text={words.emptyText}>
        <Button onClick={() => goTo("data")}>{strings.commands.view(strings.views.data)}</Button>
      </EmptyState>
    );
  }
  const column = opened && columns[opened.column];
  return (
    <Panel title={words.title} hint={isReadOnly ? undefined : words.hint} className="figure-panel" aside={<AddColumn figure={figure} />}>
      <FigureTable
        caption={words.title}
        heads={columns.map((one) => ({ id: one.id, head: <Head column={one} figure={figure} /> }))}
        columnCount={columns.length}
        rows={classes.map((name) => ({ name, note: null }))}
        hasValues={false}
        cellAt={({ row, column: index }) => {
          const picture = columns[index]?.cells[row]?.picture;
          return picture ? { picture, name: words.cell(columns[index]!.title, classes[row]!), value: null } : null;
        }}
        emptyAt={(place) => emptyCell(figure, place, () => goTo("data"))}
        onOpen={(place) => !isReadOnly && setOpened(place)}
        isCovered={opened !== null}
      />
      {problems.length > 0 && (
        <div className="figure-problems" role="alert">
          {words.problems}: {problems.join(" ")}
        </div>
      )}
      {opened && column && (
        <PicturePicker
          columnId={column.id}
          title={column.title}
          className={classes[opened.row]!}
          cell={column.cells[opened.row]!}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );
}

function emptyCell({ classes, columns }: Figure2, { row, column }: Place, add: () => void) {
  const { id, title, cells } = columns[column]!;
  const cell = cells[row];
  if (cell) {
    return (
      <td key={id}>
        <span className="figure-cell figure-none">{cell.count === 0 ? words.noPicture : words.unreadable}</span>
      </td>
    );
  }
  if (row > 0) return undefined;
  return (
    <td key={id} rowSpan={classes.length}>
      <span className="figure-missing">
        <Button look="quiet" title={words.howToAdd(title)} aria-label={words.addTitle(title)} onClick={add}>
          {words.add}
        </Button>
      </span>
    </td>
  );
}

/** The columns besides the paper's, as they stand. */
const addedTo = ({ columns }: Figure2): string[] => columns.flatMap(({ id, isOfPaper }) => (isOfPaper ? [] : [id]));

function Head({ column, figure }: { column: Figure2Column; figure: Figure2 }) {
  const showColumns = useFigures((state) => state.showColumns);
  const isReadOnly = useIsReadOnly();
  const { id, title, isOfPaper, cells } = column;
  return (
    <span className="figure-head">
      <span className="figure-head-title">{title}</span>
      {cells.length === 0 && <span className="figure-head-note">{words.notHere}</span>}
      {!isOfPaper && !isReadOnly && (
        <IconButton
          icon={X}
          label={words.removeColumn(title)}
          onClick={() => void showColumns(addedTo(figure).filter((other) => other !== id))}
        />
      )}
    </span>
  );
}

function AddColumn({ figure }: { figure: Figure2 }) {
  const showColumns = useFigures((state) => state.showColumns);
  if (useIsReadOnly() || figure.others.length === 0) return null;
  return (
    <select
      className="field-select"
      aria-label={words.addColumn}
      value=""
      onChange={({ target }) => void showColumns([...addedTo(figure), target.value])}
    >
      <option value="">{words.addNone}</option>
      {figure.others.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}
