// The views, at the left edge.
import { ChartColumn, FlaskConical, GraduationCap, Images, LayoutGrid, type LucideIcon, SlidersHorizontal, Table2 } from "lucide-react";
import { ViewName } from "../../core/contract/view-state.ts";
import { keysOfChord } from "../commands/keys.ts";
import { viewCommands } from "../commands/view-commands.ts";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { isMac } from "./platform.ts";

const icons: Record<ViewName, LucideIcon> = {
  data: Images,
  train: GraduationCap,
  threshold: SlidersHorizontal,
  distil: FlaskConical,
  results: ChartColumn,
  tables: Table2,
  figures: LayoutGrid,
};

export function ViewRail() {
  const shown = useWorkbench((state) => state.view.view);
  const goTo = useWorkbench((state) => state.goTo);
  return (
    <nav className="rail" aria-label={strings.shell.views}>
      <img className="rail-mark" src={markUrl} alt={strings.product} width={30} height={30} />
      <ul className="rail-views">
        {ViewName.options.map((view, index) => {
          const Icon = icons[view];
          const keys = keysOfChord(viewCommands[index]!.keys[0]!, isMac).join(" ");
          return (
            <li key={view}>
              <button
                type="button"
                className="rail-view"
                aria-current={view === shown ? "page" : undefined}
                title={`${strings.views[view]} (${keys})`}
                onClick={() => goTo(view)}
              >
                <Icon className="rail-icon" aria-hidden />
                {strings.views[view]}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const markUrl = new URL("../../assets/icon.svg", import.meta.url).href;
