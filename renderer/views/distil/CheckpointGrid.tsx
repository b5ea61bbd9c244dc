// Class by checkpoint: each row is one image, each column one moment of it. Arrow keys look at another image or moment.
import { type CSSProperties, useEffect, useRef } from "react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import type { GalleryHandle } from "../../commands/command.ts";
import { ClassDot } from "../../components/ClassMark.tsx";
import { useGalleryKeys } from "../../gallery/useGalleryKeys.ts";
import { strings } from "../../strings.ts";
import { DistilledImage } from "./DistilledImage.tsx";
import type { ImageRow } from "./image-rows.ts";
import { rowName } from "./row-name.ts";

interface CheckpointGridProps {
  summary: DistillationSummary;
  rows: readonly ImageRow[];
  /** Outer epochs, the ones to come among them. */
  columns: readonly number[];
  kept: readonly number[];
  /** The column and the row that are looked at. */
  epoch: number;
  row: number;
  onLook(epoch: number, imageIndex: number): void;
  keys: GalleryHandle;
  /** A dialog lies over it; when that closes, the focus is on what it left. */
  isCovered: boolean;
}

const words = strings.distil.grid;

export function CheckpointGrid({ summary, rows, columns, kept, epoch, row, onLook, keys, isCovered }: CheckpointGridProps) {
  const box = useRef<HTMLTableElement>(null);
  const focus = useGalleryKeys(keys);
  const lookedAt = `${epoch}-${row}`;
  useEffect(() => {
    const cell = box.current?.querySelector<HTMLElement>(`[data-place="${lookedAt}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!isCovered && box.current?.contains(document.activeElement)) cell?.focus();
  }, [lookedAt, isCovered]);
  return (
    <div className="checkpoint-grid scrolls">
      <table
        ref={box}
        className="checkpoints number"
        style={{ "--rows": rows.length, "--columns": columns.length } as CSSProperties}
        {...focus}
      >
        <caption className="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words.rows}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" aria-label={words.epoch(column)} className={column === epoch ? "is-looked-at" : undefined}>
                {words.epochShort(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((image, position) => (
            <tr key={image.index}>
              <th scope="row" className={position === row ? "is-looked-at" : undefined}>
                <span className="checkpoint-class">
                  <ClassDot classIndex={image.classIndex} />
                  <span className="checkpoint-name">{rowName(summary, image)}</span>
                </span>
              </th>
              {columns.map((column) => {
                const isLookedAt = column === epoch && position === row;
                return (
                  <td key={column} className={column === epoch ? "is-now" : undefined}>
                    {kept.includes(column) ? (
                      <button
                        type="button"
                        className="checkpoint-cell"
                        data-place={`${column}-${position}`}
                        aria-pressed={isLookedAt}
                        tabIndex={isLookedAt ? 0 : -1}
                        onClick={() => (isLookedAt ? keys.openFocused() : onLook(column, image.index))}
                      >
                        <DistilledImage
                          distillationId={summary.id}
                          epoch={column}
                          index={image.index}
                          alt={words.cell(rowName(summary, image), column)}
                        />
                      </button>
                    ) : (
                      <span className="checkpoint-cell checkpoint-pending" title={words.pending}>
                        <span className="visually-hidden">{words.pending}</span>
                      </span>
                    )}
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
