// What the data set was made without, each beside the test face that it shows again.
import type { NearDuplicate } from "../../../../core/hygiene/data-check.ts";
import { useDataCheck, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { type Entry, EntryTable } from "./EntryTable.tsx";
import { HowAlike, PictureCell, sideBySide } from "./NearPair.tsx";
import { PictureFacts } from "./PictureFacts.tsx";

export function LeftOutList() {
  const leftOut = useDataCheck((state) => state.leftOut);
  const counts = useWorkbench((state) => state.project?.dataset?.leftOut);
  if (!leftOut || !counts) return null;
  const { datasetId, total, pairs } = leftOut;
  return (
    <>
      <p className="check-note">{strings.check.leftOut(counts.anchor, counts.pool)}</p>
      <EntryTable
        label={strings.check.lists["left-out"]}
        columns={[strings.check.sideBySide, strings.check.picture, strings.check.leftOutBecause, strings.check.how]}
        entries={pairs.map((pair) => entryOf(datasetId, pair))}
        more={total > pairs.length && strings.check.more(total - pairs.length)}
      />
    </>
  );
}

const entryOf = (datasetId: string, pair: NearDuplicate): Entry => ({
  ...sideBySide(datasetId, pair),
  cells: [
    <PictureCell key="picture" picture={pair.picture} />,
    <span key="known" className="check-cell">
      <span className="check-reason">{strings.check.showsTestFace(pair.known.file)}</span>
      <PictureFacts split={pair.known.split} label={pair.known.label} />
    </span>,
    <HowAlike key="how" pair={pair} />,
  ],
});
