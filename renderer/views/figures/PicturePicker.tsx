// Every picture that a cell of Fig. 2 can show, page by page; the one that is chosen takes its place.
import { ChevronLeft, ChevronRight, RotateCcw } from "lucide-react";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Figure2Cell } from "../../../core/contract/figure-views.ts";
import { pictureUrl } from "../../../core/contract/picture-url.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { type GridMove, rankAfter } from "../../gallery/grid-geometry.ts";
import { createPager } from "../../gallery/pager.ts";
import type { PictureChoice } from "../../stores/figures.ts";
import { useFigures, useStores } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

interface PicturePickerProps {
  columnId: string;
  title: string;
  className: string;
  cell: Figure2Cell;
  onClose(): void;
}

const words = strings.figures.picker;
const [columns, rows] = [8, 5];
const pageSize = columns * rows;
const moves: Record<string, GridMove> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

export function PicturePicker({ columnId, title, className, cell, onClose }: PicturePickerProps) {
  const { client } = useStores();
  const pick = useFigures((state) => state.pick);
  const [pager] = useState(() => createPager<PictureChoice & { file: string }>(pageSize));
  const { error } = useStore(pager.store);
  const [rank, setRank] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const total = cell.count;
  const first = rank - (rank % pageSize);
  const last = Math.min(total, first + pageSize) - 1;
  useEffect(
    () => pager.ask((from, count) => client.request("figure2.pictures", { columnId, className, from, count })),
    [pager, client, columnId, className],
  );
  useEffect(() => pager.show(first, last), [pager, first, last]);
  const isHere = pager.rowAt(first) !== undefined;
  useEffect(() => {
    if (isHere) list.current?.querySelector<HTMLElement>(`[data-rank="${rank}"]`)?.focus();
  }, [rank, isHere]);

  const turnTo = (page: number) => setRank(Math.max(0, Math.min(total - 1, page * pageSize)));
  const choose = (button: HTMLButtonElement, picture: PictureChoice | null) => {
    void pick(columnId, className, picture);
    button.closest("dialog")!.close(); // as Escape does it, so that the focus returns to the cell
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = first / pageSize;
    const move = moves[event.key];
    if (move) setRank(rankAfter(move, rank, total, columns, rows));
    else if (event.key === "PageUp" && page > 0) turnTo(page - 1);
    else if (event.key === "PageDown" && last < total - 1) turnTo(page + 1);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.title(title, className)} className="picture-picker" onClose={onClose} onKeyDown={onKeyDown}>
      <p className="panel-hint">{words.hint}</p>
      <ul
        ref={list}
        className="picker-pictures"
        aria-label={words.pictures}
        style={{ "--rows": Math.min(rows, Math.ceil(total / columns)) } as CSSProperties}
      >
        {Array.from({ length: last - first + 1 }, (_, index) => {
          const at = first + index;
          const picture = pager.rowAt(at);
          const isShown = picture?.datasetId === cell.picture?.datasetId && picture?.row === cell.picture?.row;
          return (
            <li key={at}>
              {picture ? (
                <button
                  type="button"
                  className="figure-cell"
                  data-rank={at}
                  aria-label={words.picture(at + 1, picture.file)}
                  title={picture.file}
                  aria-pressed={isShown}
                  tabIndex={at === rank ? 0 : -1}
                  onClick={({ currentTarget }) => choose(currentTarget, { datasetId: picture.datasetId, row: picture.row })}
                >
                  <img src={pictureUrl(picture.datasetId, picture.row, 160)} alt="" draggable={false} decoding="async" />
                </button>
              ) : (
                <span className="figure-cell shimmering" />
              )}
            </li>
          );
        })}
      </ul>
      <footer className="picker-foot">
        <IconButton icon={ChevronLeft} label={words.previous} disabled={first === 0} onClick={() => turnTo(first / pageSize - 1)} />
        <span className="number" aria-live="polite">
          {error ? words.failed : words.position(first + 1, last + 1, total)}
        </span>
        <IconButton icon={ChevronRight} label={words.next} disabled={last >= total - 1} onClick={() => turnTo(first / pageSize + 1)} />
        {cell.isPicked && (
          <Button icon={RotateCcw} look="quiet" onClick={({ currentTarget }) => choose(currentTarget, null)}>
            {words.first}
          </Button>
        )}
      </footer>
    </Dialog>
  );
}
