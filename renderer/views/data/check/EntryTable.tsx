// Entries of a check as a table: the first cell of a row is a button with its pictures, which opens it large; up and down walk the rows.
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { pictureUrl } from "../../../../core/contract/picture-url.ts";
import { ScrollArea } from "../../../components/ScrollArea.tsx";
import { EntryDialog, type ShownPicture } from "./EntryDialog.tsx";

export interface Entry {
  key: string;
  /** What its button says to who cannot see it. */
  openLabel: string;
  pictures: ShownPicture[];
  /** One for each further column. */
  cells: ReactNode[];
}

interface EntryTableProps {
  label: string;
  columns: readonly string[];
  entries: readonly Entry[];
  /** Below the last row. */
  more?: ReactNode;
}

/** Twice what a row shows, for sharp screens. */
const smallPicture = 160;

export function EntryTable({ label, columns, entries, more }: EntryTableProps) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <ScrollArea label={label} className="check-scroll">
      <table className="table check-table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className="table-text">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walk}>
          {entries.map(({ key, openLabel, pictures, cells }, rank) => (
            <tr key={key}>
              <td>
                <button type="button" className="check-open" aria-label={openLabel} onClick={() => setOpen(rank)}>
                  {pictures.map(({ datasetId, row }) => (
                    <img key={row} className="check-picture" src={pictureUrl(datasetId, row, smallPicture)} alt="" loading="lazy" />
                  ))}
                </button>
              </td>
              {cells.map((cell, column) => (
                <td key={columns[column + 1]} className="table-text">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="check-more">{more}</p>}
      {open !== null && (
        <EntryDialog
          pictures={entries[open]?.pictures ?? []}
          rank={open}
          total={entries.length}
          onMove={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </ScrollArea>
  );
}

/** The buttons of the table by the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(".check-open")];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
