// The check of the data set: what it found in figures, each of which opens its list; before it ran, what it looks for.
import "./check.css";
import { ChevronRight, ScanSearch } from "lucide-react";
import type { DataCheckReport } from "../../../../core/contract/data-check-views.ts";
import { Button } from "../../../components/Button.tsx";
import { Panel } from "../../../components/Panel.tsx";
import { ProgressTrack } from "../../../components/ProgressTrack.tsx";
import { formatCount } from "../../../format.ts";
import { type CheckList, checkLists } from "../../../stores/data-check.ts";
import { unfinishedOf } from "../../../stores/jobs.ts";
import { useClasses, useDataCheck, useIsReadOnly, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { LeaveOut } from "./LeaveOut.tsx";
import { Unreadable } from "./Unreadable.tsx";

export function CheckPanel() {
  const { client, workbench } = useStores();
  const report = useDataCheck((state) => state.report);
  const check = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "check-data"));
  const isLeaving = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "leave-out") !== null);
  const isWithout = useWorkbench((state) => state.project?.dataset?.leftOut !== undefined);
  const isReadOnly = useIsReadOnly();
  const start = () => void workbench.getState().attempt(client.request("job.start", { kind: "check-data" }));
  const count = report ? report.pictures.anchor + report.pictures.pool + report.pictures.test : 0;
  return (
    <Panel
      title={strings.check.title}
      aside={
        <Button icon={ScanSearch} disabled={isReadOnly || check !== null || isLeaving} title={strings.check.startHint} onClick={start}>
          {check ? strings.check.checking : report ? strings.check.again : strings.check.start}
        </Button>
      }
    >
      <p className="check-when">{report ? strings.check.when(report.created, count) : strings.check.intro}</p>
      {check && <ProgressTrack label={strings.check.progress} fraction={check.fraction} valueText={check.phase} />}
      <ul className="check-counts">
        {checkLists.map((list) => (list !== "left-out" || isWithout) && <CountRow key={list} list={list} />)}
      </ul>
      {report && <Warnings report={report} />}
      <LeaveOut />
      {report && report.unreadable.count > 0 && <Unreadable unreadable={report.unreadable} />}
    </Panel>
  );
}

function CountRow({ list }: { list: CheckList }) {
  const shown = useDataCheck((state) => state.list);
  const show = useDataCheck((state) => state.show);
  const count = useCount(list);
  return (
    <li>
      <button type="button" className="check-count" aria-pressed={shown === list} onClick={() => show(shown === list ? null : list)}>
        <span>{strings.check.lists[list]}</span>
        <span
          className={count === null ? "check-unknown" : "check-figure number"}
          data-found={list !== "left-out" && count !== null && count > 0}
        >
          {count === null ? strings.check.notKnown : formatCount(count)}
        </span>
        <ChevronRight className="button-icon" aria-hidden />
      </button>
    </li>
  );
}

/** null where nothing is known yet. */
function useCount(list: CheckList): number | null {
  const report = useDataCheck((state) => state.report);
  const doubtful = useDataCheck((state) => state.doubtful);
  const leftOut = useDataCheck((state) => state.leftOut);
  switch (list) {
    case "left-out":
      return leftOut?.total ?? null;
    case "duplicates":
      return report ? report.duplicates.overlaps.reduce((sum, overlap) => sum + overlap.pictures, 0) : null;
    case "persons":
      return report?.persons?.sharedCount ?? null;
    case "labels":
      return doubtful?.found?.total ?? null;
  }
}

function Warnings({ report }: { report: DataCheckReport }) {
  const classes = useClasses();
  const { parts, faces } = strings.check;
  const overlaps = report.duplicates.overlaps.filter((overlap) => overlap.pictures > 0);
  const uneven = report.balance.filter(({ isUneven }) => isUneven);
  if (overlaps.length + uneven.length === 0) return null;
  return (
    <ul className="check-warnings">
      {overlaps.map(({ known, again, pictures }) => (
        <li key={`${known} ${again}`} className={known === "test" ? "check-grave" : undefined}>
          {strings.check.overlap(pictures, parts[again], faces[known])}
        </li>
      ))}
      {uneven.map(({ split, ratio, empty }) => (
        <li key={split}>
          {strings.check.uneven(
            parts[split],
            ratio,
            empty.map((k) => classes[k] ?? strings.noLabel),
          )}
        </li>
      ))}
    </ul>
  );
}
