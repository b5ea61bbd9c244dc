// The image that is looked at, larger, and the real samples that the learner finds most like it.
import { ZoomIn } from "lucide-react";
import { useEffect } from "react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { Button } from "../../components/Button.tsx";
import { checkpointKey, contrasts } from "../../stores/distil.ts";
import { useDistil } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DistilledImage } from "./DistilledImage.tsx";
import type { ImageRow } from "./image-rows.ts";
import { Neighbours } from "./Neighbours.tsx";
import { rowName } from "./row-name.ts";

interface ImageInspectorProps {
  summary: DistillationSummary;
  row: ImageRow;
  epoch: number;
  isPlaying: boolean;
  onZoom(): void;
}

const words = strings.distil.grid;
const shortStep = (step: number): string => String(Number(step.toPrecision(2)));

export function ImageInspector({ summary, row, epoch, isPlaying, onZoom }: ImageInspectorProps) {
  const { id, state } = summary;
  const checkpoint = useDistil((state) => state.checkpoints[checkpointKey(id, epoch)] ?? null);
  const needCheckpoint = useDistil((state) => state.needCheckpoint);
  useEffect(() => {
    // Played moments are gone before their neighbours would be here; a distillation that ends has more to say of each.
    if (!isPlaying && state) needCheckpoint(id, epoch);
  }, [id, state, epoch, isPlaying, needCheckpoint]);
  return (
    <section className="inspector" aria-label={words.selected}>
      <div className="inspector-head">
        <DistilledImage distillationId={id} epoch={epoch} index={row.index} alt="" />
        <div className="inspector-words">
          <p className="inspector-name">{rowName(summary, row)}</p>
          <p className="panel-hint number">{words.epoch(epoch)}</p>
          {checkpoint && (
            <p className="panel-hint number">
              {words.pixels(checkpoint.mean, checkpoint.deviation)}; {words.stepSizes(checkpoint.stepSizes.map(shortStep).join(", "))}
            </p>
          )}
          <Button icon={ZoomIn} title={words.zoom} onClick={onZoom}>
            {words.large}
          </Button>
        </div>
      </div>
      <ContrastSlider />
      <Neighbours neighbours={checkpoint?.neighbours[row.index] ?? null} isForming={state === "distilling"} />
    </section>
  );
}

function ContrastSlider() {
  const contrast = useDistil((state) => state.contrast);
  const setContrast = useDistil((state) => state.setContrast);
  return (
    <label className="contrast" title={words.contrastHint}>
      <span>{words.contrast}</span>
      <input
        type="range"
        className="range"
        min={contrasts.min}
        max={contrasts.max}
        step={contrasts.step}
        value={contrast}
        aria-valuetext={words.contrastText(contrast)}
        onChange={({ target }) => setContrast(Number(target.value))}
      />
      <span className="number panel-hint">{words.contrastText(contrast)}</span>
    </label>
  );
}
