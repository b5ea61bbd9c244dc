// Which parameters a recipe lets learn, and how fast: PyTorch's parameter groups. Pure.
import { isTrainable, type Network, type ParameterSpec, sizeOf } from "../networks/network.ts";
import type { TrainingRecipe } from "../recipe.ts";

/** Parameters that are moved in one go, at one rate. */
export interface ParameterGroup {
  names: string[];
  /** Numbers in all of them. */
  size: number;
  /** Of the recipe's learning rate. */
  rateMultiple: number;
}

/**
 * A parameter of so many numbers is moved alone: joining it with others would copy it (VGG-16 has one of 103 million), and it is
 * long enough for the calls into TensorFlow not to matter.
 */
const alone = 2 ** 17;

/** Groups of what learns, in the order of the network's list; what is frozen is in none. */
export function parameterGroups(
  network: Network,
  classCount: number,
  { headRateMultiple, frozenPrefixes }: Pick<TrainingRecipe, "headRateMultiple" | "frozenPrefixes">,
): ParameterGroup[] {
  const learnt = network.parameters(classCount).filter((spec) => isTrainable(spec) && !isFrozen(spec.name, frozenPrefixes));
  const isOfHead = ({ name }: ParameterSpec) => name.startsWith(`${network.head}.`);
  const body = learnt.filter((spec) => !isOfHead(spec));
  return [...groupsOf(body, 1), ...groupsOf(learnt.filter(isOfHead), headRateMultiple)];
}

function groupsOf(specs: ParameterSpec[], rateMultiple: number): ParameterGroup[] {
  const long = specs.filter((spec) => sizeOf(spec) >= alone);
  const short = specs.filter((spec) => sizeOf(spec) < alone);
  return [...long.map((spec) => [spec]), short]
    .filter((group) => group.length > 0)
    .map((group) => ({ names: group.map(({ name }) => name), size: group.reduce((sum, spec) => sum + sizeOf(spec), 0), rateMultiple }));
}

const statisticSuffix = ".running_mean";

/** Batch norms that keep their running statistics, and use them: all, or those that a prefix freezes. */
export function frozenNorms(
  network: Network,
  classCount: number,
  { batchNorm, frozenPrefixes }: Pick<TrainingRecipe, "batchNorm" | "frozenPrefixes">,
): Set<string> {
  const statistics = network.parameters(classCount).filter(({ name }) => name.endsWith(statisticSuffix));
  const frozen = statistics.filter(({ name }) => batchNorm === "frozen" || isFrozen(name, frozenPrefixes));
  return new Set(frozen.map(({ name }) => name.slice(0, -statisticSuffix.length)));
}

const isFrozen = (name: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => name.startsWith(prefix));
