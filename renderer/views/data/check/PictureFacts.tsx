// Part and class of a picture, as the lists of the check name it.
import type { Split } from "../../../../core/contract/dataset-summary.ts";
import { ClassMark } from "../../../components/ClassMark.tsx";
import { strings } from "../../../strings.ts";
import { splitColour } from "../splits.ts";

export const PictureFacts = ({ split, label }: { split: Split; label: number }) => (
  <span className="check-facts">
    <span className="check-split">
      <span className="class-dot" style={{ background: splitColour[split] }} aria-hidden />
      {strings.data.splits[split]}
    </span>
    {label >= 0 && <ClassMark classIndex={label} />}
  </span>
);
