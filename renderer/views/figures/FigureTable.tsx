// A figure of pictures as a table: class names at the left, pictures in an aligned grid that fills the view. Arrow keys move between
// pictures, Enter opens one.
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import { pictureUrl } from "../../../core/contract/picture-url.ts";
import { ClassDot } from "../../components/ClassMark.tsx";
import { pictureSizeFor } from "../../gallery/grid-geometry.ts";
import { useGalleryKeys } from "../../gallery/useGalleryKeys.ts";
import { useClasses } from "../../stores/stores.tsx";
import { firstPlace, type Place, placeAfter } from "./grid-cells.ts";

export interface FigureCell {
  picture: { datasetId: string; row: number };
  /** Read out, and the tooltip. */
  name: string;
  /** Stands under the picture. */
  value: string | null;
}

interface FigureTableProps {
  caption: string;
  /** Over the columns; none where they have no names. */
  heads: readonly { id: string; head: ReactNode }[] | null;
  columnCount: number;
  rows: readonly { name: string; note: string | null }[];
  hasValues: boolean;
  cellAt(place: Place): FigureCell | null;
  /** What stands in a place without a picture; undefined where another spans it. */
  emptyAt(place: Place): ReactNode;
  onOpen(place: Place): void;
  /** A dialog lies over it; when that closes, the focus is on what it left. */
  isCovered: boolean;
}

/** Width of the largest tile in figures.css, in CSS pixels. */
const largestTile = 208;

export function FigureTable(props: FigureTableProps) {
  const { caption, heads, columnCount, rows, hasValues, cellAt, emptyAt, onOpen, isCovered } = props;
  const classes = useClasses();
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState<Place>({ row: 0, column: 0 });
  const size = { rows: rows.length, columns: columnCount };
  const has = (place: Place) => cellAt(place) !== null;
  const focused = has(wanted) ? wanted : (firstPlace(size, has) ?? wanted);
  const focusedKey = `${focused.row}-${focused.column}`;
  const keys = useGalleryKeys({
    move: (to) => setWanted(placeAfter(to, focused, size, has)),
    openFocused: () => onOpen(focused),
  });
  useEffect(() => {
    const cell = table.current?.querySelector<HTMLElement>(`[data-place="${focusedKey}"]`);
    if (!isCovered && table.current?.contains(document.activeElement)) cell?.focus();
  }, [focusedKey, isCovered]);
  return (
    <div className="figure-box scrolls">
      <table
        ref={table}
        className={hasValues ? "figure-table figure-table-valued" : "figure-table"}
        style={{ "--rows": rows.length, "--columns": columnCount } as CSSProperties}
        {...keys}
      >
        <caption className="visually-hidden">{caption}</caption>
        {heads && (
          <thead>
            <tr>
              <td />
              {heads.map(({ id, head }) => (
                <th key={id} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ name, note }, row) => (
            <tr key={name}>
              <th scope="row">
                <span className="figure-class">
                  <ClassDot classIndex={classes.indexOf(name)} />
                  <span className="figure-class-name">{name}</span>
                </span>
                {note && <span className="figure-note number">{note}</span>}
              </th>
              {Array.from({ length: columnCount }, (_, column) => {
                const place = { row, column };
                const cell = cellAt(place);
                if (!cell) return emptyAt(place);
                const isFocused = row === focused.row && column === focused.column;
                return (
                  <td key={heads?.[column]?.id ?? column}>
                    <button
                      type="button"
                      className="figure-cell"
                      data-place={`${row}-${column}`}
                      aria-label={cell.name}
                      title={cell.name}
                      tabIndex={isFocused ? 0 : -1}
                      onFocus={() => setWanted(place)}
                      onClick={() => onOpen(place)}
                    >
                      <img
                        src={pictureUrl(cell.picture.datasetId, cell.picture.row, pictureSizeFor(largestTile, window.devicePixelRatio))}
                        alt=""
                        draggable={false}
                        decoding="async"
                      />
                    </button>
                    {cell.value !== null && <span className="figure-value number">{cell.value}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
