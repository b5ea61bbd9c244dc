// The right side of the Data view: its pictures, and beside them, where faces were turned upright, how that went.
import "./alignment.css";
import type { DatasetSummary } from "../../../../core/contract/dataset-summary.ts";
import { Segmented } from "../../../components/Segmented.tsx";
import { useAlignment, useStores } from "../../../stores/stores.tsx";
import { alignmentStrings as words } from "../../../strings-alignment.ts";
import { SampleGallery } from "../SampleGallery.tsx";
import { AlignmentView } from "./AlignmentView.tsx";

export function PicturesOrAlignment({ dataset }: { dataset: DatasetSummary }) {
  const { alignment } = useStores();
  const isShown = useAlignment((state) => state.isShown);
  if (!dataset.alignment) return <SampleGallery dataset={dataset} />;
  return (
    <div className="pictures-or-alignment">
      <div>
        <Segmented
          label={words.tabs}
          value={isShown ? "alignment" : "pictures"}
          onChange={(value) => alignment.getState().setShown(value === "alignment")}
          options={[
            { value: "pictures", label: words.pictures },
            { value: "alignment", label: words.alignment },
          ]}
        />
      </div>
      {isShown ? (
        <section className="panel alignment-panel" aria-label={words.alignment}>
          <AlignmentView dataset={dataset} />
        </section>
      ) : (
        <SampleGallery dataset={dataset} />
      )}
    </div>
  );
}
