// Above a gallery: its filters, where it is scrolled to, ways to jump, and the tile size.
import { ArrowDownToLine, ArrowUpToLine } from "lucide-react";
import { type ReactNode, type RefObject, useId, useState } from "react";
import { IconButton } from "../components/Button.tsx";
import { formatCount } from "../format.ts";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";

interface GalleryToolbarProps {
  total: number | null;
  /** Ranks on screen, from 0. */
  first: number;
  last: number;
  rankField: RefObject<HTMLInputElement | null>;
  onGoTo(rank: number): void;
  children?: ReactNode;
}

export function GalleryToolbar({ total, first, last, rankField, onGoTo, children }: GalleryToolbarProps) {
  const tileSize = useWorkbench((state) => state.view.tileSize);
  const changeView = useWorkbench((state) => state.changeView);
  const count = total ?? 0;
  return (
    <div className="gallery-toolbar">
      <div className="gallery-tools">{children}</div>
      <div className="gallery-place">
        <span className="gallery-position number">
          {count === 0 ? strings.gallery.faces(count) : strings.gallery.position(first + 1, last + 1, count)}
        </span>
        <RankField total={count} field={rankField} onGoTo={onGoTo} />
        <IconButton icon={ArrowUpToLine} label={strings.gallery.jumpToStart} disabled={count === 0} onClick={() => onGoTo(0)} />
        <IconButton icon={ArrowDownToLine} label={strings.gallery.jumpToEnd} disabled={count === 0} onClick={() => onGoTo(count - 1)} />
        <input
          className="range"
          type="range"
          min={40}
          max={240}
          step={4}
          value={tileSize}
          aria-label={strings.gallery.tileSize}
          title={strings.gallery.tileSize}
          onChange={(event) => changeView({ tileSize: Number(event.target.value) })}
        />
      </div>
    </div>
  );
}

/** Jumps to a rank on Enter; keeps nothing. */
function RankField({ total, field, onGoTo }: { total: number; field: RefObject<HTMLInputElement | null>; onGoTo(rank: number): void }) {
  const id = useId();
  const [text, setText] = useState("");
  const rank = Number(text.replace(/,/g, ""));
  const isRank = Number.isInteger(rank) && rank >= 1 && rank <= total;
  return (
    <form
      className="rank-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRank) return;
        setText("");
        onGoTo(rank - 1);
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {strings.gallery.goToRank}
      </label>
      <input
        ref={field}
        id={id}
        className="field-input rank-input number"
        inputMode="numeric"
        placeholder={strings.gallery.goToRank}
        title={total > 0 ? `${strings.gallery.goToRank}: ${strings.gallery.goToRankHint(total)} (G)` : strings.gallery.none}
        value={text}
        disabled={total === 0}
        aria-invalid={text !== "" && !isRank}
        size={Math.max(9, formatCount(total).length + 2)}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
