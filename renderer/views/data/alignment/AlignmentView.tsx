// How turning faces upright went (sections 4.2 and 4.3): pairs before and after, and the faces that were not found, which stay in sight.
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { DatasetSummary } from "../../../../core/contract/dataset-summary.ts";
import { Button } from "../../../components/Button.tsx";
import { ScrollArea } from "../../../components/ScrollArea.tsx";
import { Segmented } from "../../../components/Segmented.tsx";
import { formatCount } from "../../../format.ts";
import { type AlignmentShow, pairsShown } from "../../../stores/alignment.ts";
import { useAlignment, useClasses, useStores } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { alignmentStrings as words } from "../../../strings-alignment.ts";
import { splits } from "../splits.ts";
import { FacePair } from "./FacePair.tsx";

const filters: readonly AlignmentShow[] = ["all", "found", "not-found"];

export function AlignmentView({ dataset }: { dataset: DatasetSummary }) {
  const { alignment } = useStores();
  const { split, show, first, page } = useAlignment((state) => state);
  const classes = useClasses();
  const counts = dataset.alignment?.[split];
  if (!counts) return null;
  const { showFaces, goTo } = alignment.getState();
  const withPoints = counts.found + counts.marked;
  const countOf: Record<AlignmentShow, number> = { all: counts.pictures, found: withPoints, "not-found": counts.pictures - withPoints };
  return (
    <div className="alignment">
      <div className="alignment-head">
        <Segmented
          label={words.role}
          value={split}
          onChange={(role) => showFaces({ split: role })}
          options={splits.flatMap((role) => (dataset.alignment?.[role] ? [{ value: role, label: strings.data.splits[role] }] : []))}
        />
        <Segmented
          label={words.filter}
          value={show}
          onChange={(value) => showFaces({ show: value })}
          options={filters.map((value) => ({ value, label: `${words.filters[value]} ${formatCount(countOf[value])}` }))}
        />
        <p className="panel-hint" role="status">
          {words.counted(counts)} {countOf["not-found"] > 0 && words.stays}
        </p>
      </div>
      <ScrollArea label={words.alignment} className="alignment-pairs">
        {page === null ? (
          <p className="panel-hint">{words.loading}</p>
        ) : page.rows.length === 0 ? (
          <p className="panel-hint">{words.none}</p>
        ) : (
          <div className="face-pairs">
            {page.rows.map((face) => (
              <FacePair key={face.row} face={face} label={classes[face.label] ?? strings.noLabel} />
            ))}
          </div>
        )}
      </ScrollArea>
      {page !== null && page.total > pairsShown && (
        <div className="alignment-foot">
          <Button look="quiet" icon={ChevronLeft} disabled={first === 0} onClick={() => goTo(Math.max(0, first - pairsShown))}>
            {words.previous}
          </Button>
          <span className="number">{words.position(first + 1, Math.min(first + pairsShown, page.total), page.total)}</span>
          <Button look="quiet" disabled={first + pairsShown >= page.total} onClick={() => goTo(first + pairsShown)}>
            {words.next}
            <ChevronRight className="button-icon" aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
