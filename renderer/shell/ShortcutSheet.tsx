// All keys of the window, printed from the list of commands that also answers them.
import { allCommands } from "../commands/all-commands.ts";
import type { Command } from "../commands/command.ts";
import { keysOfChord } from "../commands/keys.ts";
import { Dialog } from "../components/Dialog.tsx";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { isMac } from "./platform.ts";

const groups: Command["group"][] = ["views", "project", "threshold", "gallery"];

export function ShortcutSheet() {
  const setOpen = useWorkbench((state) => state.setShortcutSheet);
  return (
    <Dialog title={strings.commands.sheet} className="shortcut-sheet" onClose={() => setOpen(false)}>
      <p className="panel-hint">{strings.commands.sheetHint}</p>
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group} className="shortcut-group">
            <h3>{strings.commands.groups[group]}</h3>
            <dl>
              {allCommands
                .filter((command) => command.group === group)
                .map(({ name, keys }) => (
                  <div key={name} className="shortcut">
                    <dt>{name}</dt>
                    <dd>
                      {keys.map((chord) => (
                        <Chord key={chord} chord={chord} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const Chord = ({ chord }: { chord: string }) => (
  <span className="chord">
    {keysOfChord(chord, isMac).map((key) => (
      <kbd key={key}>{key}</kbd>
    ))}
  </span>
);
