// The options of `omnifer run` and `omnifer reproduce` that say how thresholds are found, from strings to a choice. A value alone says its way: --share 0.2 is
// --threshold-by share --share 0.2.
import { AnchorSource, choiceFits, type DeltaChoice, SelectionRule, usualChoices } from "../recipe.ts";
import { optionValues } from "./option-values.ts";

const { refused, oneOf, wholeNumber, fraction, positiveFraction } = optionValues("run");
const text = { type: "string" } as const;

export const thresholdOptions = {
  rule: text,
  "threshold-by": text,
  delta: text,
  "target-count": text,
  share: text,
  precision: text,
  tau: text,
  "no-warm-up": { type: "boolean" },
  factor: text,
  floor: text,
  anchors: text,
} as const;

type Name = Exclude<keyof typeof thresholdOptions, "rule" | "threshold-by">;
export type ThresholdValues = { [K in keyof typeof thresholdOptions]?: K extends "no-warm-up" ? boolean : string };

const ways = ["fixed", "count", "share", "precision", "class-share", "class-delta", "flexmatch", "ada-cm"] as const;
type Way = (typeof ways)[number];

/** The values that each way takes. */
const valuesOf: Record<Way, readonly Name[]> = {
  fixed: ["delta"],
  count: ["target-count"],
  share: ["share"],
  precision: ["precision"],
  "class-share": ["share"],
  "class-delta": ["factor", "floor"],
  flexmatch: ["tau", "no-warm-up"],
  "ada-cm": ["factor", "floor", "anchors"],
};

/** The way that a value stands for by itself. */
const wayOfValue: Partial<Record<Name, Way>> = { delta: "fixed", "target-count": "count", share: "share", precision: "precision" };

/** @throws InputError that names the option */
export function readThresholdOptions(values: ThresholdValues): { rule: SelectionRule; deltaChoice: DeltaChoice } {
  const given = (Object.keys(thresholdOptions) as (keyof ThresholdValues)[]).filter(
    (name): name is Name => name !== "rule" && name !== "threshold-by" && values[name] !== undefined,
  );
  const way = wayOf(values, given);
  const rule =
    values.rule === undefined ? (isOfConfidence(way) ? "confidence" : "margin") : oneOf(SelectionRule.options, "--rule", values.rule);
  const deltaChoice = choiceOf(way, rule, values);
  if (!choiceFits(deltaChoice, rule)) throw refused("--threshold-by", `${way} with --rule ${rule}`, "--rule confidence");
  return { rule, deltaChoice };
}

const isOfConfidence = (way: Way): boolean => way === "flexmatch" || way === "ada-cm";

function wayOf(values: ThresholdValues, given: readonly Name[]): Way {
  const asked = values["threshold-by"] === undefined ? null : oneOf(ways, "--threshold-by", values["threshold-by"]);
  const meant = given.filter((name) => wayOfValue[name] !== undefined);
  const way = asked ?? wayOfValue[meant[0] ?? "share"]!;
  const others = given.filter((name) => !valuesOf[way].includes(name));
  if (others.length === 0) return way;
  if (asked === null && meant.length > 1)
    throw refused(meant.map((name) => `--${name}`).join(" and "), "both", "one way to set the threshold");
  const [other] = others;
  const taking = ways.filter((candidate) => valuesOf[candidate].includes(other!));
  throw refused(`--${other}`, `--threshold-by ${way}`, taking.map((candidate) => `--threshold-by ${candidate}`).join(" or "));
}

function choiceOf(way: Way, rule: SelectionRule, values: ThresholdValues): DeltaChoice {
  const { delta, "target-count": count, share, precision, tau, factor, floor, anchors } = values;
  const usualShare = share === undefined ? usualChoices.share.share : positiveFraction("--share", share);
  switch (way) {
    case "fixed":
      if (delta !== undefined) return { by: "delta", delta: fraction("--delta", delta, 0, 2) };
      if (rule === "confidence") return { by: "delta", delta: usualChoices.flexmatch.tau }; // FixMatch
      throw refused("--delta", "nothing", "the delta that margins are compared with");
    case "count":
      if (count === undefined) throw refused("--target-count", "nothing", "how many images to select");
      return { by: "target-count", count: wholeNumber("--target-count", count, 1, 2 ** 31) };
    case "share":
      return { by: "share", share: usualShare };
    case "class-share":
      return { by: "class-share", share: usualShare };
    case "precision":
      return precision === undefined ? usualChoices.precision : { by: "precision", precision: positiveFraction("--precision", precision) };
    case "class-delta":
      return { by: "class-delta", ...factorAndFloor(usualChoices["class-delta"]) };
    case "flexmatch":
      return {
        by: "flexmatch",
        tau: tau === undefined ? usualChoices.flexmatch.tau : positiveFraction("--tau", tau),
        warmUp: !values["no-warm-up"],
      };
    case "ada-cm":
      return {
        by: "ada-cm",
        ...factorAndFloor(usualChoices["ada-cm"]),
        anchors: anchors === undefined ? usualChoices["ada-cm"].anchors : oneOf(AnchorSource.options, "--anchors", anchors),
      };
  }

  function factorAndFloor(usual: { factor: number; floor: number }) {
    return {
      factor: factor === undefined ? usual.factor : fraction("--factor", factor, 0.01, 2),
      floor: floor === undefined ? usual.floor : fraction("--floor", floor, 0, 1),
    };
  }
}
