// The images of a distillation through its checkpoints, the one that is looked at beside them, and the way through time.
import { ImageOff } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import type { GridMove } from "../../gallery/grid-geometry.ts";
import { useDistil } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { CheckpointGrid } from "./CheckpointGrid.tsx";
import { placeAfter, plannedEpochs } from "./checkpoint-columns.ts";
import { ImageInspector } from "./ImageInspector.tsx";
import { imageRows } from "./image-rows.ts";
import { TimeBar } from "./TimeBar.tsx";
import { usePlaying } from "./usePlaying.ts";
import { type ShownDistillation, useShownDistillation } from "./useShownDistillation.ts";
import { ZoomDialog } from "./ZoomDialog.tsx";

const words = strings.distil.grid;

export function ImagesPart() {
  const shown = useShownDistillation();
  return (
    <Panel
      title={words.title}
      className="distil-panel"
      hint={shown && strings.distil.list.name(shown.summary.name, strings.distil.list.origins[shown.summary.origin])}
    >
      {shown && shown.epoch !== null ? (
        <Images shown={{ ...shown, epoch: shown.epoch }} />
      ) : (
        <EmptyState icon={ImageOff} title={words.none} text={words.forming} />
      )}
    </Panel>
  );
}

function Images({ shown }: { shown: ShownDistillation & { epoch: number } }) {
  const { summary, kept, epoch } = shown;
  const imageIndex = useDistil((state) => state.imageIndex);
  const showEpoch = useDistil((state) => state.showEpoch);
  const showImage = useDistil((state) => state.showImage);
  const [isLarge, setLarge] = useState(false);
  const playing = usePlaying(kept, epoch);
  const rows = imageRows(summary.labels);
  const row = Math.max(
    0,
    rows.findIndex(({ index }) => index === imageIndex),
  );
  const goTo = (nextEpoch: number) => {
    playing.stop();
    // Who looks at the newest images goes on looking at the newest.
    showEpoch(nextEpoch === kept.at(-1) ? null : nextEpoch);
  };
  const move = (to: GridMove) => {
    const place = placeAfter(to, { column: kept.indexOf(epoch), row }, kept.length, rows.length);
    if (kept[place.column] !== epoch) goTo(kept[place.column]!);
    showImage(rows[place.row]!.index);
  };
  const looked = rows[row];
  if (!looked) return null;
  const names = summary.missingClasses.map((classIndex) => summary.classes[classIndex] ?? strings.noLabel);
  return (
    <>
      {names.length > 0 && (
        <p className="callout missing-classes" role="note">
          {summary.origin === "imported" ? words.missingInFile(names) : words.missing(names)}
        </p>
      )}
      <div className="images-part">
        <CheckpointGrid
          summary={summary}
          rows={rows}
          columns={plannedEpochs(summary, kept)}
          kept={kept}
          epoch={epoch}
          row={row}
          onLook={(nextEpoch, index) => {
            goTo(nextEpoch);
            showImage(index);
          }}
          isCovered={isLarge}
          keys={{ move, openFocused: () => setLarge(true), playOrPause: playing.toggle }}
        />
        <ImageInspector summary={summary} row={looked} epoch={epoch} isPlaying={playing.isPlaying} onZoom={() => setLarge(true)} />
      </div>
      <TimeBar kept={kept} epoch={epoch} playing={playing} onMove={goTo} />
      {isLarge && <ZoomDialog summary={summary} row={looked} epoch={epoch} move={move} playing={playing} onClose={() => setLarge(false)} />}
    </>
  );
}
