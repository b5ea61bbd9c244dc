// Data: what the project learns from. Anchor set, auxiliary pool and test set, their classes, their pictures and what was skipped.
import "./data.css";
import { Images } from "lucide-react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { ClassCounts } from "./ClassCounts.tsx";
import { CheckPanel } from "./check/CheckPanel.tsx";
import { DataPictures } from "./check/DataPictures.tsx";
import { ComposeButton } from "./compose/ComposeButton.tsx";
import { DatasetPanel } from "./DatasetPanel.tsx";
import { FormatHelp } from "./FormatHelp.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { SkippedFiles } from "./SkippedFiles.tsx";

export function DatasetView() {
  const dataset = useWorkbench((state) => state.project?.dataset ?? null);
  const canChooseFolder = useWorkbench((state) => state.host?.canChooseFolder ?? false);
  const arriving = useWorkbench((state) =>
    unfinishedOf(state.project?.jobs ?? [], "prepare-demonstration", "import-dataset", "compose-dataset"),
  );
  if (!dataset && arriving) return <EmptyState icon={Images} title={arriving.title} text={strings.data.arriving} />;
  if (!dataset) {
    return (
      <div className="data-empty scrolls">
        <EmptyState
          icon={Images}
          title={strings.data.emptyTitle}
          text={canChooseFolder ? strings.data.emptyText : strings.data.emptyTextNoDialog}
        >
          <ImportButton look="primary" />
          <ComposeButton look={canChooseFolder ? "secondary" : "primary"} />
        </EmptyState>
        <FormatHelp isOpen />
      </div>
    );
  }
  return (
    <div className="data-view">
      <div className="data-side scrolls">
        <DatasetPanel dataset={dataset} />
        <CheckPanel />
        <ClassCounts dataset={dataset} />
        <SkippedFiles />
        <FormatHelp />
      </div>
      <DataPictures dataset={dataset} />
    </div>
  );
}
