// Persons with pictures in more than one part, with one picture of each part.
import { Users } from "lucide-react";
import type { DataCheckReport } from "../../../../core/contract/data-check-views.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { formatCount } from "../../../format.ts";
import { useDataCheck } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { splits } from "../splits.ts";
import { type Entry, EntryTable } from "./EntryTable.tsx";
import { PictureFacts } from "./PictureFacts.tsx";

export function SharedPersonList() {
  const report = useDataCheck((state) => state.report);
  if (!report) return <EmptyState icon={Users} title={strings.check.unknown} text={strings.check.intro} />;
  const { persons } = report;
  if (!persons) return <EmptyState icon={Users} title={strings.check.unknown} text={strings.check.personsUnknownText} />;
  const { count, sharedCount, shared } = persons;
  if (sharedCount === 0) {
    const compared = strings.check.personsCompared(count.anchor, count.pool, count.test);
    return <EmptyState icon={Users} title={strings.check.personsNone} text={compared} />;
  }
  return (
    <>
      <p className="check-note">{strings.check.personsFound(sharedCount)}</p>
      <EntryTable
        label={strings.check.lists.persons}
        columns={[strings.check.onePicture, strings.check.person, ...splits.map((split) => strings.data.splits[split])]}
        entries={shared.map((entry) => entryOf(report, entry))}
        more={sharedCount > shared.length && strings.check.more(sharedCount - shared.length)}
      />
    </>
  );
}

type Shared = NonNullable<DataCheckReport["persons"]>["shared"][number];

function entryOf({ datasetId }: DataCheckReport, { person, count, firstRow }: Shared): Entry {
  return {
    key: String(person),
    openLabel: strings.check.openPerson(person),
    pictures: splits.flatMap((split) => {
      const row = firstRow[split];
      if (row === null) return [];
      return [{ datasetId, row, file: `${strings.gallery.row} ${row}`, caption: <PictureFacts split={split} label={-1} /> }];
    }),
    cells: [String(person), ...splits.map((split) => formatCount(count[split]))],
  };
}
