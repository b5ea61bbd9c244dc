import { strings } from "../strings.ts";
import { axisOf } from "../views/threshold/axis.ts";
import { keySteps } from "../views/threshold/histogram-scale.ts";
import { countsFor, movedBySteps } from "../views/threshold/selection-changes.ts";
import type { Command, CommandContext } from "./command.ts";

type Step = "fine" | "coarse";

/** Moves delta by a step that suits the axis; the move is saved when the keys pause. */
export function stepDelta({ stores }: Pick<CommandContext, "stores">, step: Step, direction: 1 | -1): void {
  const { selection, counts, move } = stores.threshold.getState();
  if (!selection || !counts) return;
  const { [step]: steps } = keySteps(axisOf(countsFor(counts, selection), selection));
  move(movedBySteps(selection, direction * steps));
}

const isThresholdShown = ({ stores }: CommandContext): boolean =>
  stores.workbench.getState().view.view === "threshold" &&
  stores.threshold.getState().counts !== null &&
  stores.workbench.getState().project?.readOnlyReason === null;

const deltaCommand = (name: string, key: string, step: Step, direction: 1 | -1): Command => ({
  group: "threshold",
  name,
  keys: [key],
  isAvailable: isThresholdShown,
  run: (context) => stepDelta(context, step, direction),
});

export const thresholdCommands: Command[] = [
  deltaCommand(strings.commands.deltaDown, "[", "fine", -1),
  deltaCommand(strings.commands.deltaUp, "]", "fine", 1),
  deltaCommand(strings.commands.deltaDownCoarse, "shift+[", "coarse", -1),
  deltaCommand(strings.commands.deltaUpCoarse, "shift+]", "coarse", 1),
];
