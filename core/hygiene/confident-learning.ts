// Labels that are probably wrong (confident learning: Northcutt, Jiang and Chuang 2021), from the probabilities of a learner that did not
// see the sample it speaks of. Held to cleanlab's find_label_issues by fixtures. Pure: the engine asks it for the anchors.

export interface ConfidentLearning {
  /** [K] mean probability of a class over the samples that are labelled so; 2, which nothing reaches, for a class without samples. */
  thresholds: number[];
  /** joint[label][true class]: samples, estimated; each row adds up to the samples that are labelled so. */
  joint: number[][];
  /** Samples whose labels are doubtful, the most doubtful first. */
  issues: LabelIssue[];
}

export interface LabelIssue {
  /** Number of the sample. */
  sample: number;
  /** The class that the learner holds most probable. */
  suggested: number;
  /** Probability of the label less the largest of the other classes: -1 is the least believable label. */
  margin: number;
}

/** A probability reaches a threshold also where rounding left it this much below. */
const tolerance = 1e-6;
/** A class of nothing but zeros would be counted everywhere. */
const leastThreshold = 2e-6;
const unreachable = 2;
/** Of each class at least so many labels are believed. */
const leastBelieved = 1;

/**
 * Finds doubtful labels: as many of each label and true class as the joint counts estimate (prune by noise rate), those with the
 * largest difference of probabilities; of these, the ones that the learner would label otherwise.
 *
 * @param labels         [N] class index, below `classCount`
 * @param probabilities  [N, classCount] out-of-sample; a learner's own training samples would all look right
 */
export function confidentLearning(
  labels: ArrayLike<number>,
  probabilities: Float32Array | Float64Array,
  classCount: number,
): ConfidentLearning {
  const samples: Samples = { labels, probabilities, classCount };
  const thresholds = confidentThresholds(samples);
  const joint = jointCounts(samples, thresholds);
  return { thresholds, joint, issues: doubtfulLabels(samples, withBelieved(joint)) };
}

interface Samples {
  labels: ArrayLike<number>;
  probabilities: Float32Array | Float64Array;
  classCount: number;
}

const probability = ({ probabilities, classCount }: Samples, sample: number, k: number): number => probabilities[sample * classCount + k]!;

function confidentThresholds(samples: Samples): number[] {
  const { labels, classCount } = samples;
  const sums = new Array<number>(classCount).fill(0);
  const counts = new Array<number>(classCount).fill(0);
  for (let sample = 0; sample < labels.length; sample++) {
    const label = labels[sample]!;
    sums[label]! += probability(samples, sample, label);
    counts[label]!++;
  }
  return sums.map((sum, k) => (counts[k] === 0 ? unreachable : Math.max(leastThreshold, sum / counts[k]!)));
}

/** Confident samples by label and class, each label's row scaled to all samples that have it. */
function jointCounts(samples: Samples, thresholds: readonly number[]): number[][] {
  const { labels, classCount } = samples;
  const counts = new Array<number>(classCount).fill(0);
  const joint = counts.map(() => new Array<number>(classCount).fill(0));
  for (let sample = 0; sample < labels.length; sample++) {
    counts[labels[sample]!]!++;
    const confident = thresholds.flatMap((threshold, k) => (probability(samples, sample, k) >= threshold - tolerance ? [k] : []));
    if (confident.length === 0) continue;
    const surest = confident.length === 1 ? confident[0]! : mostProbable(samples, sample);
    joint[labels[sample]!]![surest]!++;
  }
  return joint.map((row, label) => {
    row[label] = Math.max(1, row[label]!);
    const sum = row.reduce((total, count) => total + count, 0);
    return roundedKeepingSum(row.map((count) => (count / sum) * counts[label]!));
  });
}

/** The estimates with at least one label of each class believed, at the cost of what is doubted of it. */
const withBelieved = (joint: readonly number[][]): number[][] =>
  joint.map((row, label) => {
    const lacking = Math.max(0, leastBelieved - row[label]!);
    if (lacking === 0) return row;
    const doubted = Math.max(1, row.filter((count, k) => k !== label && count > 0).length);
    return row.map((count, k) => (k === label ? count + lacking : Math.max(0, Math.round(count - lacking / doubted))));
  });

function doubtfulLabels(samples: Samples, joint: readonly number[][]): LabelIssue[] {
  const { labels, classCount } = samples;
  const ofLabel = Array.from({ length: classCount }, (): number[] => []);
  for (let sample = 0; sample < labels.length; sample++) ofLabel[labels[sample]!]!.push(sample);
  const doubtful = new Set<number>();
  for (const [label, members] of ofLabel.entries()) {
    if (members.length <= leastBelieved) continue;
    for (let k = 0; k < classCount; k++) {
      const count = k === label ? 0 : joint[label]![k]!;
      if (count === 0) continue;
      const lead = (sample: number) => probability(samples, sample, k) - probability(samples, sample, label);
      const ordered = [...members].sort((a, b) => lead(b) - lead(a));
      for (const sample of ordered.slice(0, count)) doubtful.add(sample);
    }
  }
  return [...doubtful]
    .map((sample) => issueOf(samples, sample))
    .filter(({ sample, suggested }) => suggested !== labels[sample])
    .sort((a, b) => a.margin - b.margin || a.sample - b.sample);
}

function issueOf(samples: Samples, sample: number): LabelIssue {
  const label = samples.labels[sample]!;
  let best = 0;
  for (let k = 0; k < samples.classCount; k++) if (k !== label) best = Math.max(best, probability(samples, sample, k));
  return { sample, suggested: mostProbable(samples, sample), margin: probability(samples, sample, label) - best };
}

/** Of equal ones the first. */
function mostProbable(samples: Samples, sample: number): number {
  let best = 0;
  for (let k = 1; k < samples.classCount; k++) if (probability(samples, sample, k) > probability(samples, sample, best)) best = k;
  return best;
}

/** To whole numbers with the same sum: where the nearest ones miss it, those change that were rounded most. */
function roundedKeepingSum(values: readonly number[]): number[] {
  const rounded = values.map(Math.round);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
  const lacking = Math.round(sum(values)) - sum(rounded);
  const step = Math.sign(lacking);
  const byRest = values.map((_, k) => k).sort((a, b) => step * (values[b]! - rounded[b]! - (values[a]! - rounded[a]!)));
  for (const k of byRest.slice(0, Math.abs(lacking))) rounded[k]! += step;
  return rounded;
}
