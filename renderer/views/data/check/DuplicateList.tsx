// Pictures that show a photograph of another part again, each beside it.
import { ScanSearch } from "lucide-react";
import type { DataCheckReport } from "../../../../core/contract/data-check-views.ts";
import type { NearDuplicate } from "../../../../core/hygiene/data-check.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useDataCheck } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { type Entry, EntryTable } from "./EntryTable.tsx";
import { PictureFacts } from "./PictureFacts.tsx";

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

function entryOf({ datasetId }: DataCheckReport, pair: NearDuplicate): Entry {
  const { picture, known } = pair;
  return {
    key: `${picture.row} ${known.row}`,
    openLabel: strings.check.openPair(picture.file, known.file),
    pictures: [picture, known].map(({ row, file, split, label }) => ({
      ...{ datasetId, row, file },
      caption: <PictureFacts split={split} label={label} />,
    })),
    cells: [
      <PictureCell key="picture" picture={picture} />,
      <PictureCell key="known" picture={known} />,
      <span key="how" className="check-how number">
        <span>{pair.isExact ? strings.check.sameBytes : strings.check.bits(pair.distance)}</span>
        {!pair.isExact && <span>{strings.check.likeness(pair.likeness)}</span>}
        {pair.isMirrored && <span>{strings.check.mirrored}</span>}
      </span>,
    ],
  };
}

const PictureCell = ({ picture: { split, label, file } }: { picture: NearDuplicate["picture"] }) => (
  <span className="check-cell">
    <PictureFacts split={split} label={label} />
    <span className="check-file">{file}</span>
  </span>
);
