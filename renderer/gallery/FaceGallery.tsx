// Faces of a list of any length: only the rows on screen exist, pages come on demand, and the whole of it works by keys.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { FaceDialog } from "./FaceDialog.tsx";
import { FaceTile } from "./FaceTile.tsx";
import type { Face } from "./face.ts";
import { GalleryToolbar } from "./GalleryToolbar.tsx";
import { pictureSizeFor, rankAfter, tileGap } from "./grid-geometry.ts";
import type { Pager } from "./pager.ts";
import { useGalleryGrid } from "./useGalleryGrid.ts";
import { useGalleryKeys } from "./useGalleryKeys.ts";

interface FaceGalleryProps<Row> {
  label: string;
  pager: Pager<Row>;
  /** Must be the same function as long as it gives the same faces. */
  faceOf(row: Row): Face;
  /** Said where the list is empty. */
  emptyText: string;
  /** Filters and orders of this gallery, at the left of its toolbar. */
  tools?: ReactNode;
  /** Below the toolbar, over the whole width. */
  filter?: ReactNode;
}

export function FaceGallery<Row>({ label, pager, faceOf, emptyText, tools, filter }: FaceGalleryProps<Row>) {
  const wantedSize = useWorkbench((state) => state.view.tileSize);
  const { total, error } = useStore(pager.store);
  const count = total ?? 0;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const rankField = useRef<HTMLInputElement>(null);
  const { grid, rows, drawn, onScreen } = useGalleryGrid(box, wantedSize, count);
  const [focused, setFocused] = useState(0);
  const [openRank, setOpenRank] = useState<number | null>(null);
  const [areOverlaysHidden, setOverlaysHidden] = useState(false);
  const focusedRank = Math.max(0, Math.min(focused, count - 1));
  useEffect(() => pager.show(drawn.first, Math.max(drawn.first, drawn.last)), [pager, drawn.first, drawn.last]);

  const goTo = (rank: number) => {
    setFocused(rank);
    rows.reveal(Math.floor(rank / grid.columns));
  };
  const keys = useGalleryKeys({
    move: (to) => count > 0 && goTo(rankAfter(to, focusedRank, count, grid.columns, rows.rowsOnScreen)),
    openFocused: () => count > 0 && setOpenRank(focusedRank),
    goToRank: () => rankField.current?.focus(),
    hideOverlays: setOverlaysHidden,
  });

  const faceAt = (rank: number): Face | undefined => {
    const row = pager.rowAt(rank);
    return row === undefined ? undefined : faceOf(row);
  };
  const rankOf = (target: EventTarget): number | null => {
    const rank = (target as HTMLElement).closest<HTMLElement>("[data-rank]")?.dataset.rank;
    return rank === undefined ? null : Number(rank);
  };

  return (
    <div className="gallery">
      <GalleryToolbar
        total={total}
        first={onScreen.first}
        last={onScreen.last}
        rankField={rankField}
        onGoTo={(rank) => {
          goTo(rank);
          box.current?.focus();
        }}
      >
        {tools}
      </GalleryToolbar>
      {filter}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the gallery through commands/gallery-commands.ts */}
      <div
        ref={box}
        className="gallery-box scrolls"
        role="listbox"
        aria-label={label}
        tabIndex={0}
        aria-busy={total === null}
        aria-activedescendant={count > 0 ? `${id}-${focusedRank}` : undefined}
        data-overlays={areOverlaysHidden ? "hidden" : "shown"}
        {...keys}
        onClick={({ target }) => setFocused(rankOf(target) ?? focusedRank)}
        onDoubleClick={({ target }) => setOpenRank(rankOf(target))}
      >
        {count > 0 && (
          <div className="gallery-list" role="presentation" style={{ height: rows.boxHeight - tileGap }}>
            {Array.from({ length: rows.last - rows.first + 1 }, (_, i) => rows.first + i).map((row) => (
              <div key={row} className="gallery-row" role="presentation" style={{ transform: `translateY(${rows.topOf(row)}px)` }}>
                {ranksOfRow(row, grid.columns, count).map((rank, column) => (
                  <FaceTile
                    key={rank}
                    id={`${id}-${rank}`}
                    face={faceAt(rank)}
                    rank={rank}
                    total={count}
                    left={column * (grid.tileSize + tileGap)}
                    size={grid.tileSize}
                    pictureSize={pictureSizeFor(grid.tileSize, window.devicePixelRatio)}
                    isFocused={rank === focusedRank}
                  />
                ))}
              </div>
            ))}
          </div>
        )}
        {total === 0 && <p className="gallery-note">{emptyText}</p>}
        {total === null && <p className="gallery-note">{error ? strings.gallery.failed : strings.gallery.loading}</p>}
      </div>
      {openRank !== null && (
        <FaceDialog
          face={faceAt(openRank)}
          rank={openRank}
          total={count}
          onMove={(rank) => {
            goTo(rank);
            setOpenRank(rank);
          }}
          onClose={() => setOpenRank(null)}
        />
      )}
    </div>
  );
}

const ranksOfRow = (row: number, columns: number, count: number): number[] =>
  Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => row * columns + column);
