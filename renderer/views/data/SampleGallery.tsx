// The pictures of one split, all classes or one.
import { useCallback } from "react";
import type { DatasetSummary } from "../../../core/contract/dataset-summary.ts";
import { ClassChips } from "../../components/ClassChips.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { FaceGallery } from "../../gallery/FaceGallery.tsx";
import type { Face } from "../../gallery/face.ts";
import type { SampleRow } from "../../stores/data.ts";
import { useClasses, useData, useStores } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { splits } from "./splits.ts";

export function SampleGallery({ dataset }: { dataset: DatasetSummary }) {
  const { data } = useStores();
  const classes = useClasses();
  const split = useData((state) => state.split);
  const classIndex = useData((state) => state.classIndex);
  const { showSplit, showClass } = data.getState();
  const faceOf = useCallback((row: SampleRow) => sampleFace(row, classes), [classes]);
  return (
    <section className="panel sample-gallery" aria-label={strings.data.gallery}>
      <FaceGallery
        label={strings.data.gallery}
        pager={data.samples}
        faceOf={faceOf}
        emptyText={strings.data.emptySplit}
        tools={
          <Segmented
            label={strings.data.gallery}
            value={split}
            onChange={showSplit}
            options={splits.map((value) => ({ value, label: strings.data.splits[value], hint: strings.data.splitHints[value] }))}
          />
        }
        filter={<ClassChips classIndex={classIndex} counts={dataset.countByClass[split]} onChange={showClass} />}
      />
    </section>
  );
}

function sampleFace(row: SampleRow, classes: readonly string[]): Face {
  const className = classes[row.label] ?? strings.noLabel;
  return {
    ...row,
    classIndex: row.label,
    caption: className,
    description: `${className}, ${row.file}`,
    values: [
      { name: strings.gallery.label, value: className, classIndex: row.label },
      { name: strings.gallery.file, value: row.file },
      { name: strings.gallery.row, value: String(row.row) },
    ],
  };
}
