// A row: what is published and what is own; all else of it unfolds below.
import { ChevronRight, Play } from "lucide-react";
import { useId, useState } from "react";
import type { TableRow } from "../../../core/contract/table-views.ts";
import { IconButton } from "../../components/Button.tsx";
import { formatSeconds, unknown } from "../../format.ts";
import { useTables } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { ComparisonCell } from "./ComparisonCell.tsx";
import { RowDetails } from "./RowDetails.tsx";
import { useCanStart } from "./useCanStart.ts";

interface PaperTableRowProps {
  row: TableRow;
  /** Half the axis of the intervals. */
  reach: number;
  canRun: boolean;
}

const words = strings.tables;

export function PaperTableRow({ row, reach, canRun }: PaperTableRowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { published } = row;
  return (
    <>
      <tr className={`paper-row paper-row-${row.origin}`}>
        <th scope="row">
          <span className="paper-method">
            {row.recipe !== null && (
              <IconButton
                icon={ChevronRight}
                label={words.details(row.method)}
                className="paper-unfold"
                aria-expanded={isOpen}
                aria-controls={id}
                onClick={() => setOpen(!isOpen)}
              />
            )}
            <Method row={row} />
            {canRun && row.recipe !== null && row.own === null && <RunRow row={row} />}
          </span>
        </th>
        <td className="paper-published">
          {published === null ? (
            unknown
          ) : (
            <>
              {words.accuracy(published.accuracy)} <span className="paper-second">{words.error(published.standardError)}</span>
            </>
          )}
        </td>
        {row.own === null ? <Waiting row={row} /> : <OwnCells row={row} own={row.own} reach={reach} />}
      </tr>
      {isOpen && (
        <tr id={id} className="paper-details">
          <td colSpan={7}>
            <RowDetails row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

const Method = ({ row: { method, reference, origin, source, target } }: { row: TableRow }) => (
  <span>
    {method} {reference !== null && <span className="paper-second">{words.reference(reference)}</span>}
    {origin === "added" && (
      <span className="paper-badge" title={words.addedHint}>
        {words.added}
      </span>
    )}
    {source !== null && (
      <span className="paper-way">
        {source} → {target}
      </span>
    )}
  </span>
);

function RunRow({ row }: { row: TableRow }) {
  const run = useTables((state) => state.run);
  const canStart = useCanStart();
  return (
    <IconButton
      icon={Play}
      label={words.runRow(row.method)}
      className="paper-run"
      disabled={!canStart || row.missing.length > 0}
      onClick={() => run(row.id)}
    />
  );
}

function Waiting({ row: { recipe, missing } }: { row: TableRow }) {
  const text = missing.length === 0 ? words.waiting : words.needs(missing.map(({ what }) => what));
  return (
    <td className="paper-waiting" colSpan={5}>
      {recipe !== null && text}
    </td>
  );
}

function OwnCells({ row, own, reach }: { row: TableRow; own: NonNullable<TableRow["own"]>; reach: number }) {
  const { difference, control, baselines, verdict } = row;
  return (
    <>
      <td>
        {words.accuracy(own.accuracy)}{" "}
        <span className="paper-second">
          {own.deviation !== null && `${words.error(own.deviation)}, `}
          {words.seeds(own.seeds)}
        </span>
        {own.meanClassAccuracy !== null && <span className="paper-under">{words.byClass(own.meanClassAccuracy, own.classes)}</span>}
      </td>
      <td>
        {difference === null ? (
          unknown
        ) : (
          <>
            {words.points(difference.points)}
            <span className="paper-under">{words.pictures(difference.pictures)}</span>
          </>
        )}
      </td>
      <ComparisonCell comparison={control} reach={reach} verdict={verdict} />
      <ComparisonCell comparison={baselines[0] ?? null} reach={reach} />
      <td>{formatSeconds(own.seconds)}</td>
    </>
  );
}
