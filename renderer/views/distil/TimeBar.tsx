// The way through time: play, and a slider over the checkpoints that are kept.
import { Pause, Play } from "lucide-react";
import { IconButton } from "../../components/Button.tsx";
import { strings } from "../../strings.ts";
import type { Playing } from "./usePlaying.ts";

interface TimeBarProps {
  kept: readonly number[];
  epoch: number;
  playing: Playing;
  onMove(epoch: number): void;
}

const words = strings.distil.grid;

export function TimeBar({ kept, epoch, playing, onMove }: TimeBarProps) {
  const last = kept.at(-1)!;
  return (
    <div className="time-bar">
      <IconButton
        icon={playing.isPlaying ? Pause : Play}
        label={playing.isPlaying ? words.pause : words.play}
        disabled={kept.length < 2}
        onClick={playing.toggle}
      />
      <input
        type="range"
        className="range"
        aria-label={words.time}
        aria-valuetext={words.timeText(epoch, last)}
        min={0}
        max={kept.length - 1}
        value={kept.indexOf(epoch)}
        onChange={({ target }) => onMove(kept[Number(target.value)]!)}
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          playing.toggle();
        }}
      />
      <output className="time-text number">
        {words.epoch(epoch)} <span className="panel-hint">/ {last}</span>
      </output>
    </div>
  );
}
