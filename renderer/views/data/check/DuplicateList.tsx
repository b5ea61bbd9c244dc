// Pictures that show a photograph of another part again, each beside it.
import { ScanSearch } from "lucide-react";
import type { DataCheckReport } from "../../../../core/contract/data-check-views.ts";
import type { NearDuplicate } from "../../../../core/hygiene/data-check.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useDataCheck } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { type Entry, EntryTable } from "./EntryTable.tsx";
import { HowAlike, PictureCell, sideBySide } from "./NearPair.tsx";

export function DuplicateList() {
  const report = useDataCheck((state) => state.report);
  if (!report) return <EmptyState icon={ScanSearch} title={strings.check.unknown} text={strings.check.intro} />;
  const { duplicates, pictures } = report;
  const total = duplicates.overlaps.reduce((sum, overlap) => sum + overlap.pictures, 0);
  const notLookedAt = duplicates.notLookedAt > 0 && <p className="check-note">{strings.check.notLookedAt(duplicates.notLookedAt)}</p>;
  if (total === 0) {
    const compared = strings.check.duplicatesCompared(pictures.anchor, pictures.pool, pictures.test);
    return (
      <>
        {notLookedAt}
        <EmptyState icon={ScanSearch} title={strings.check.duplicatesNone} text={compared} />
      </>
    );
  }
  return (
    <>
      <p className="check-note">{strings.check.duplicatesFound(total, pictures.anchor + pictures.pool + pictures.test)}</p>
      {notLookedAt}
      <EntryTable
        label={strings.check.lists.duplicates}
        columns={[strings.check.sideBySide, strings.check.picture, strings.check.shows, strings.check.how]}
        entries={duplicates.pairs.map((pair) => entryOf(report, pair))}
        more={total > duplicates.pairs.length && strings.check.more(total - duplicates.pairs.length)}
      />
    </>
  );
}

const entryOf = ({ datasetId }: DataCheckReport, pair: NearDuplicate): Entry => ({
  ...sideBySide(datasetId, pair),
  cells: [
    <PictureCell key="picture" picture={pair.picture} />,
    <PictureCell key="known" picture={pair.known} />,
    <HowAlike key="how" pair={pair} />,
  ],
});
