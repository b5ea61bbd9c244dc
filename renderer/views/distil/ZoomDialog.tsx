// One distilled image as large as the window allows, without smoothing. Arrow keys go through time and images, Space plays.
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Pause, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import type { GridMove } from "../../gallery/grid-geometry.ts";
import { strings } from "../../strings.ts";
import { DistilledImage } from "./DistilledImage.tsx";
import type { ImageRow } from "./image-rows.ts";
import { rowName } from "./row-name.ts";
import type { Playing } from "./usePlaying.ts";

interface ZoomDialogProps {
  summary: DistillationSummary;
  row: ImageRow;
  epoch: number;
  move(to: GridMove): void;
  playing: Playing;
  onClose(): void;
}

const words = strings.distil.grid;
const moves: Record<string, GridMove> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

export function ZoomDialog({ summary, row, epoch, move, playing, onClose }: ZoomDialogProps) {
  const play = useRef<HTMLButtonElement>(null);
  useEffect(() => play.current?.focus(), []);
  const name = words.cell(rowName(summary, row), epoch);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const to = moves[event.key];
    const isPlayKey = event.key === " " && !(event.target instanceof HTMLButtonElement);
    if (!to && !isPlayKey) return;
    event.preventDefault();
    if (to) move(to);
    else playing.toggle();
  };
  return (
    <Dialog title={name} className="zoom-dialog" onClose={onClose} onKeyDown={onKeyDown}>
      <DistilledImage distillationId={summary.id} epoch={epoch} index={row.index} alt={name} />
      <footer className="zoom-foot">
        <IconButton
          ref={play}
          icon={playing.isPlaying ? Pause : Play}
          label={playing.isPlaying ? words.pause : words.play}
          onClick={playing.toggle}
        />
        <IconButton icon={ChevronLeft} label={words.previous} onClick={() => move("left")} />
        <IconButton icon={ChevronRight} label={words.next} onClick={() => move("right")} />
        <IconButton icon={ChevronUp} label={words.above} onClick={() => move("up")} />
        <IconButton icon={ChevronDown} label={words.below} onClick={() => move("down")} />
      </footer>
    </Dialog>
  );
}
