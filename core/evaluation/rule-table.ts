// Selection rules side by side as a terminal shows them: what each selected, how its classes are balanced, and what it was worth.
import type { RoundOutcome, RuleOutcome } from "../contract/rule-views.ts";
import type { DeltaChoice } from "../recipe.ts";
import { signedPoints } from "./paired-interval.ts";
import { columns, percent } from "./text-table.ts";

/** A row for each round of each rule, then the class balance of each. */
export function ruleLines(outcomes: readonly RuleOutcome[], classes: readonly string[]): string[] {
  const rounds = outcomes.flatMap(roundsOf);
  const results = [
    ["", "selected", "of pool", "precision", "control", "VAS", "VAS - control (95 %)"],
    ...rounds.map(({ name, round: { mining, control, vas, difference } }) => [
      name,
      String(mining.selectedCount),
      percent(shareOf({ mining })),
      percent(mining.precision),
      percent(control.accuracy),
      percent(vas.accuracy),
      difference ? `${signedPoints(difference.difference)} (${signedPoints(difference.low)} to ${signedPoints(difference.high)})` : "-",
    ]),
  ];
  const balance = [
    ["Selected by class", ...classes],
    ...rounds.map(({ name, round }) => [`  ${name}`, ...round.mining.selectedByClass.map(String)]),
  ];
  const thresholds = [
    ["Threshold by class", ...classes],
    ...rounds.map(({ name, round: { mining } }) => [
      `  ${name}`,
      ...classes.map((_, k) => (mining.selection.deltaOfClass[k] ?? mining.selection.delta).toFixed(4)),
    ]),
  ];
  const sources = outcomes.flatMap(({ rule, recipe }) => {
    const source = anchorsAsked(recipe.deltaChoice);
    return source === null ? [] : [`Thresholds of ${rule} are from ${source}.`];
  });
  return [
    ...columns(results),
    "Accuracy on the test images; precision of the pseudo-labels by the pool's labels, which chose nothing.",
    "",
    ...columns(balance),
    "",
    ...columns(thresholds),
    ...sources,
  ];
}

/** Which anchors a choice asked. */
export function anchorsAsked(choice: DeltaChoice): string | null {
  if (choice.by === "class-delta" || choice.by === "precision") return "out-of-fold anchors";
  if (choice.by !== "ada-cm") return null;
  return choice.anchors === "out-of-fold" ? "out-of-fold anchors" : "the anchors that the learner was trained on";
}

const shareOf = ({ mining: { poolCount, selectedCount } }: Pick<RoundOutcome, "mining">): number =>
  poolCount === 0 ? 0 : selectedCount / poolCount;

/** A rule of several rounds has a row for each. */
function roundsOf({ rule, rounds }: RuleOutcome): { name: string; round: RoundOutcome }[] {
  return rounds.map((round, index) => ({ name: rounds.length === 1 ? rule : `${rule}, round ${index + 1}`, round }));
}
