// The faces that the selection keeps, sorted by centroid distance; they follow the line while it is dragged.
import { useCallback } from "react";
import { GalleryOrder, type MinedRow } from "../../../core/contract/mining-views.ts";
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection } from "../../../core/recipe.ts";
import { ClassChips } from "../../components/ClassChips.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { FaceGallery } from "../../gallery/FaceGallery.tsx";
import { minedFace } from "../../gallery/mined-face.ts";
import { useClasses, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

interface SelectedGalleryProps {
  counts: ThresholdCounts;
  selection: Selection;
}

export function SelectedGallery({ counts, selection }: SelectedGalleryProps) {
  const { threshold } = useStores();
  const classes = useClasses();
  const { classIndex, order } = useWorkbench((state) => state.view);
  const changeView = useWorkbench((state) => state.changeView);
  const shown = order === "near-threshold" ? selection.rule : "distance";
  const faceOf = useCallback((row: MinedRow) => minedFace(row, classes, shown), [classes, shown]);
  return (
    <section className="panel selected-gallery" aria-label={strings.threshold.gallery}>
      <FaceGallery
        label={strings.threshold.gallery}
        pager={threshold.gallery}
        faceOf={faceOf}
        emptyText={strings.gallery.none}
        tools={
          <Segmented
            label={strings.gallery.order}
            value={order}
            onChange={(next) => changeView({ order: next })}
            options={GalleryOrder.options.map((value) => ({
              value,
              label: strings.gallery.orders[value],
              hint: strings.gallery.orderHints[value],
            }))}
          />
        }
        filter={
          <ClassChips
            classIndex={classIndex}
            counts={counts.countAt(selection).countByClass}
            onChange={(next) => changeView({ classIndex: next })}
          />
        }
      />
    </section>
  );
}
