// Plays the checkpoints one after the other, around again at the end. With reduced motion they change slowly, and once through.
import { useEffect, useState } from "react";
import { useDistil } from "../../stores/stores.tsx";

const frameMs = 450;
const reducedFrameMs = 1500;

export interface Playing {
  isPlaying: boolean;
  toggle(): void;
  stop(): void;
}

export function usePlaying(kept: readonly number[], epoch: number | null): Playing {
  const showEpoch = useDistil((state) => state.showEpoch);
  const [isPlaying, setPlaying] = useState(false);
  const isReduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  useEffect(() => {
    if (!isPlaying || epoch === null) return;
    const next = kept[kept.indexOf(epoch) + 1];
    if (next === undefined && isReduced) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => showEpoch(next ?? kept[0]!), isReduced ? reducedFrameMs : frameMs);
    return () => clearTimeout(timer);
  }, [isPlaying, epoch, kept, isReduced, showEpoch]);
  return {
    isPlaying,
    toggle() {
      // At the end, playing begins again at the start.
      if (!isPlaying && epoch === kept.at(-1)) showEpoch(kept[0] ?? null);
      setPlaying(!isPlaying && kept.length > 1);
    },
    stop: () => setPlaying(false),
  };
}
