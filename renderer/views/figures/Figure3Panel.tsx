// Fig. 3: of each class, the selected samples of the pool that are nearest to its centroid.
import { SlidersHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FigureValue, mostFigureColumns } from "../../../core/contract/figure-views.ts";
import type { MinedRow } from "../../../core/contract/mining-views.ts";
import { valueUnder } from "../../../core/export/figure-words.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { FaceDialog } from "../../gallery/FaceDialog.tsx";
import { minedFace } from "../../gallery/mined-face.ts";
import { useElementSize } from "../../gallery/useElementSize.ts";
import { useClasses, useFigures, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { columnsThatFit } from "./columns-that-fit.ts";
import { FigureTable } from "./FigureTable.tsx";
import type { Place } from "./grid-cells.ts";
import { useFiguresLook } from "./useFiguresLook.ts";

const words = strings.figures.selected;

/** @param onFit  hears how many columns the window has room for */
export function Figure3Panel({ onFit }: { onFit(columns: number): void }) {
  const figure = useFigures((state) => state.figure3);
  const hasPool = useWorkbench(({ project }) => project?.poolId != null && project.selection !== null);
  const goTo = useWorkbench((state) => state.goTo);
  const classes = useClasses();
  const { columns, values } = useFiguresLook();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(box);
  const fitting = columnsThatFit(width, height, classes.length, values !== "none");
  useEffect(() => onFit(fitting), [onFit, fitting]);
  const [opened, setOpened] = useState<Place | null>(null);
  if (!hasPool) {
    return (
      <EmptyState icon={SlidersHorizontal} title={words.emptyTitle} text={words.emptyText}>
        <Button onClick={() => goTo("train")}>{strings.commands.view(strings.views.train)}</Button>
      </EmptyState>
    );
  }
  const columnCount = columns ?? fitting;
  const rowsOf = (row: number): MinedRow[] => figure?.classes[row]?.rows.slice(0, columnCount) ?? [];
  const row = opened && rowsOf(opened.row);
  return (
    <Panel title={words.title} hint={words.hint} className="figure-panel" aside={<Look />}>
      <div ref={box} className="figure-3">
        {figure ? (
          <FigureTable
            caption={words.title}
            heads={null}
            columnCount={columnCount}
            rows={figure.classes.map(({ classIndex, total }) => ({ name: classes[classIndex]!, note: words.selectedCount(total) }))}
            hasValues={values !== "none"}
            cellAt={(place) => {
              const picture = rowsOf(place.row)[place.column];
              if (!picture) return null;
              const name = words.cell(classes[picture.label]!, place.column + 1, picture.similarity.toFixed(3));
              return { picture, name, value: valueUnder(picture, values) };
            }}
            emptyAt={(place) => emptyCell(rowsOf(place.row).length, place, columnCount)}
            onOpen={setOpened}
            isCovered={opened !== null}
          />
        ) : (
          <p className="gallery-note">{words.loading}</p>
        )}
      </div>
      {opened && row && (
        <FaceDialog
          face={row[opened.column] && minedFace(row[opened.column]!, classes, "distance")}
          rank={opened.column}
          total={row.length}
          onMove={(column) => setOpened({ ...opened, column })}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );
}

/** Behind the last picture of a class one cell spans the rest; a class without any says so there. */
function emptyCell(pictureCount: number, { column }: Place, columnCount: number) {
  if (column > pictureCount) return undefined;
  return (
    <td key="rest" colSpan={columnCount - pictureCount} className="figure-rest">
      {pictureCount === 0 && words.noneSelected}
    </td>
  );
}

const columnChoices = [4, 6, 8, 10, 12, 16, 20, mostFigureColumns];

function Look() {
  const { columns, values } = useFiguresLook();
  const changeLook = useFigures((state) => state.changeLook);
  return (
    <>
      <Segmented
        label={words.values}
        value={values}
        onChange={(value) => changeLook({ values: value })}
        options={FigureValue.options.map((value) => ({ value, label: words.valueNames[value] }))}
      />
      <label className="figure-columns">
        {words.columns}
        <select
          className="field-select"
          value={columns ?? ""}
          onChange={({ target }) => changeLook({ columns: target.value === "" ? null : Number(target.value) })}
        >
          <option value="">{words.fit}</option>
          {columnChoices.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
