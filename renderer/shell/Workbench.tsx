// The frame around every view: rail, pipeline strip, messages, job bar, and the view that is shown.
import { type ComponentType, useEffect, useRef } from "react";
import type { ViewName } from "../../core/contract/view-state.ts";
import { useCommandKeys } from "../commands/useCommandKeys.ts";
import { useMenuItems } from "../commands/useMenuItems.ts";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { DatasetView } from "../views/data/DatasetView.tsx";
import { DistilView } from "../views/distil/DistilView.tsx";
import { FiguresView } from "../views/figures/FiguresView.tsx";
import { ResultsView } from "../views/results/ResultsView.tsx";
import { TablesView } from "../views/tables/TablesView.tsx";
import { ThresholdView } from "../views/threshold/ThresholdView.tsx";
import { TrainView } from "../views/train/TrainView.tsx";
import { JobBar } from "./JobBar.tsx";
import { MessageBars } from "./MessageBars.tsx";
import { Notices } from "./Notices.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { TopBar } from "./TopBar.tsx";
import { useKeptFocus } from "./useKeptFocus.ts";
import { ViewRail } from "./ViewRail.tsx";

const views: Record<ViewName, ComponentType> = {
  data: DatasetView,
  train: TrainView,
  threshold: ThresholdView,
  distil: DistilView,
  results: ResultsView,
  tables: TablesView,
  figures: FiguresView,
};

export function Workbench() {
  useCommandKeys();
  useMenuItems();
  const shown = useWorkbench((state) => state.view.view);
  const hasProject = useWorkbench((state) => state.project !== null);
  const name = useWorkbench((state) => state.project?.name);
  const isSheetOpen = useWorkbench((state) => state.isShortcutSheetOpen);
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main, shown);
  useEffect(() => {
    document.title = name ? strings.shell.title(name) : strings.product;
  }, [name]);
  const View = views[shown];
  return (
    <div className="workbench">
      <ViewRail />
      <div className="workbench-main">
        <TopBar />
        <MessageBars />
        <JobBar />
        <main ref={main} className="view" aria-label={strings.views[shown]}>
          {hasProject ? <View /> : <Starting />}
        </main>
        <Notices />
      </div>
      {isSheetOpen && <ShortcutSheet />}
    </div>
  );
}

/** The shape of a view before the engine has said anything. */
const Starting = () => (
  <div className="starting">
    <p className="visually-hidden">{strings.shell.connecting}</p>
    <span className="starting-block shimmering" />
    <span className="starting-block shimmering" />
    <span className="starting-block starting-block-wide shimmering" />
  </div>
);
