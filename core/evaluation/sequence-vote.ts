// One answer a film (CK+, MMI): its pictures of one label vote by their mean probability, so that a film counts once, however many of its
// frames are shown. A film's neutral first frame has a label of its own and votes apart from its peak.

export interface ScoredPictures {
  /** [N] true class. */
  labels: ArrayLike<number>;
  /** [N] sequence of each picture; negative for a photograph, which votes alone. */
  sequences: ArrayLike<number>;
  /** [N, classCount] softmax probabilities, row after row. */
  probabilities: ArrayLike<number>;
  classCount: number;
}

/** One entry a vote, in order of their first picture. */
export interface Votes {
  labels: number[];
  /** The lowest class of equal means. */
  predicted: number[];
}

export function sequenceVote({ labels, sequences, probabilities, classCount }: ScoredPictures): Votes {
  const voteOf = new Map<string, number>();
  const votes: { label: number; sums: Float64Array }[] = [];
  for (let i = 0; i < labels.length; i++) {
    const [label, sequence] = [labels[i]!, sequences[i]!];
    const key = sequence < 0 ? `picture ${i}` : `${sequence} ${label}`;
    const vote = voteOf.get(key) ?? votes.push({ label, sums: new Float64Array(classCount) }) - 1;
    voteOf.set(key, vote);
    const { sums } = votes[vote]!; // its largest sum is its largest mean
    for (let k = 0; k < classCount; k++) sums[k]! += probabilities[i * classCount + k]!;
  }
  return { labels: votes.map(({ label }) => label), predicted: votes.map(({ sums }) => sums.indexOf(Math.max(...sums))) };
}
