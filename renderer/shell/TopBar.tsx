// Above every view: the project, the pipeline of Fig. 1, and what belongs to the whole window.
import { Keyboard, type LucideIcon, Monitor, Moon, Redo2, Sun, Undo2 } from "lucide-react";
import type { ViewState } from "../../core/contract/view-state.ts";
import { keysOfChord } from "../commands/keys.ts";
import { redo, showShortcuts, undo } from "../commands/project-commands.ts";
import { IconButton } from "../components/Button.tsx";
import { useStores, useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { nextTheme, useIsSystemDark } from "../theme.ts";
import { PipelineStrip } from "./PipelineStrip.tsx";
import { isMac } from "./platform.ts";

export function TopBar() {
  const stores = useStores();
  const project = useWorkbench((state) => state.project);
  const context = { stores, gallery: null };
  const withKeys = (text: string, chord: string) => `${text} (${keysOfChord(chord, isMac).join(" ")})`;
  const undoable = project?.undo ?? null;
  const redoable = project?.redo ?? null;
  return (
    <header className="top-bar">
      <div className="project-name">
        <h1 title={project?.name}>{project?.name ?? strings.product}</h1>
        {project?.dataset && project.dataset.name !== project.name && <p>{project.dataset.name}</p>}
      </div>
      <PipelineStrip />
      <div className="top-actions">
        <IconButton
          icon={Undo2}
          label={strings.commands.undo}
          hint={withKeys(strings.shell.undo(undoable), undo.keys[0]!)}
          disabled={undoable === null}
          onClick={() => undo.run(context)}
        />
        <IconButton
          icon={Redo2}
          label={strings.commands.redo}
          hint={withKeys(strings.shell.redo(redoable), redo.keys[0]!)}
          disabled={redoable === null}
          onClick={() => redo.run(context)}
        />
        <ThemeButton />
        <IconButton
          icon={Keyboard}
          label={strings.shell.shortcuts}
          hint={withKeys(strings.shell.shortcuts, showShortcuts.keys[0]!)}
          onClick={() => showShortcuts.run(context)}
        />
      </div>
    </header>
  );
}

const themeIcons: Record<ViewState["theme"], LucideIcon> = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const choice = useWorkbench((state) => state.view.theme);
  const changeView = useWorkbench((state) => state.changeView);
  const next = nextTheme(choice, useIsSystemDark());
  return (
    <IconButton
      icon={themeIcons[choice]}
      label={strings.shell.theme}
      hint={strings.shell.switchTheme(strings.shell.themes[next].toLowerCase())}
      onClick={() => changeView({ theme: next })}
    />
  );
}
