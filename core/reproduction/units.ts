// The paper's tables as work to do. Rows share most of it: a learner is trained once a seed, whichever rows ask for it, and a pool is
// mined once a learner. Each unit is done once; what a unit needs of another one stands before it.
import type { ArmKey, PaperNetwork, PaperSet, TableArm } from "../evaluation/arm-result.ts";
import { missingFor } from "../evaluation/table-missing.ts";
import { lackedBy, type ReproductionRecipe } from "./reproduction-recipe.ts";

/** A learner from pretrained weights on a training set, what it selects and distils if that is asked for, and what it gains of it. */
export interface LearnerUnit {
  kind: "learner";
  network: PaperNetwork;
  training: PaperSet;
  fold: number | null;
  seed: number;
  needs: { selection: boolean; vas: boolean; distillation: boolean; das: boolean };
}

/** The learner of an anchor set, trained on with another set (Table 2 with RAF-DB as anchor, Table 3). */
export interface TransferUnit {
  kind: "transfer";
  network: PaperNetwork;
  anchor: PaperSet;
  training: PaperSet;
  fold: number | null;
  seed: number;
  needs: { vas: boolean; das: boolean };
}

/** A run of a learner's on the pictures of another set (Tables 4 to 7). */
export interface EvaluationUnit {
  kind: "evaluation";
  network: PaperNetwork;
  training: PaperSet;
  arm: TableArm;
  test: PaperSet;
  seed: number;
}

export type Unit = LearnerUnit | TransferUnit | EvaluationUnit;

/** A unit without what is asked of it, which grows with the tables that are wanted: enough to find what it has made. */
export type NamedUnit = Omit<LearnerUnit, "needs"> | Omit<TransferUnit, "needs"> | EvaluationUnit;

/** CK+ is divided into ten (section 4.2); the others are trained on as they were published. */
export const foldCountOf: Partial<Record<PaperSet, number>> = { ckplus: 10 };

export const foldsOf = (training: PaperSet): (number | null)[] =>
  foldCountOf[training] === undefined ? [null] : Array.from({ length: foldCountOf[training] }, (_, fold) => fold);

/** Units of the arms that nothing is missing for, in the order they can be done. */
export function unitsOf(arms: readonly ArmKey[], recipe: ReproductionRecipe): Unit[] {
  const runnable = arms.filter((arm) => missingFor(arm, lackedBy(recipe)).length === 0);
  return recipe.seeds.flatMap((seed) => unitsOfSeed(runnable, seed));
}

function unitsOfSeed(arms: readonly ArmKey[], seed: number): Unit[] {
  const learners = new Map<string, LearnerUnit>();
  const transfers = new Map<string, TransferUnit>();
  const evaluations = new Map<string, EvaluationUnit>();
  for (const { network, anchor, training, test, arm } of arms) {
    const asksForVas = arm === "vas" || arm === "control-vas";
    const asksForDas = arm === "das" || arm === "control-das";
    if (arm === "pretrained") for (const fold of foldsOf(training)) learner(network, training, fold);
    else {
      const { needs } = learner(network, anchor, null);
      needs.selection = true;
      needs.distillation ||= asksForDas;
      if (training === anchor) {
        needs.vas ||= asksForVas;
        needs.das ||= asksForDas;
      } else for (const fold of foldsOf(training)) transfer(network, anchor, training, fold, asksForVas);
    }
    if (test !== training) put(evaluations, { kind: "evaluation", network, training, arm, test, seed });
  }
  return [...learners.values(), ...transfers.values(), ...evaluations.values()];

  function learner(network: PaperNetwork, training: PaperSet, fold: number | null): LearnerUnit {
    const needs = { selection: false, vas: false, distillation: false, das: false };
    return put(learners, { kind: "learner", network, training, fold, seed, needs });
  }

  function transfer(network: PaperNetwork, anchor: PaperSet, training: PaperSet, fold: number | null, asksForVas: boolean): void {
    const { needs } = put(transfers, { kind: "transfer", network, anchor, training, fold, seed, needs: { vas: false, das: false } });
    if (asksForVas) needs.vas = true;
    else needs.das = true;
  }
}

function put<U extends Unit>(units: Map<string, U>, unit: U): U {
  const key = unitKey(unit);
  const known = units.get(key);
  if (known) return known;
  units.set(key, unit);
  return unit;
}

/** What tells a unit from the others of a reproduction. */
export function unitKey(unit: NamedUnit): string {
  const { kind, network, seed } = unit;
  const fold = unit.kind !== "evaluation" && unit.fold !== null ? [`fold ${unit.fold}`] : [];
  const names =
    unit.kind === "learner"
      ? [unit.training]
      : unit.kind === "transfer"
        ? [unit.anchor, unit.training]
        : [unit.training, unit.arm, unit.test];
  return [kind, network, ...names, ...fold, `seed ${seed}`].join(" ");
}
