// The demonstration data set: which faces it holds, in which part, and what the part's labels are. Persons never cross parts.
import { basicExpressions } from "../../classes.ts";
import { randomStream } from "../../random.ts";
import { type Causes, causesOf, type Difficulty } from "./causes.ts";

/**
 * Stands in dataset.json (`generator`), which every run of the data set leads to. Raised whenever a picture or a label would come out
 * differently.
 */
export const generatorVersion = "1";

export interface DrawnFace {
  /** Relative to images/. */
  file: string;
  part: PartName;
  index: number;
  causes: Causes;
}

export type PartName = "anchor" | "test" | "pool" | "second-domain";

interface Part {
  count: number;
  /** Share of each class, in RAF-DB order. */
  shares: readonly number[];
  picturesPerPerson: number;
  difficulty: Difficulty;
}

const even = basicExpressions.map(() => 1 / basicExpressions.length);

/** Posed faces, as laboratories and web searches give them. */
const posed: Difficulty = {
  intensity: [0.65, 1],
  blendShare: 0.1,
  blendMost: 0.3,
  pose: 8,
  occlusionShare: 0.08,
  blur: 1.2,
  noise: 6,
  exposure: 0.16,
  isOldCamera: false,
};
/** Faces of everyday photographs: weaker, mixed, turned away, hidden, dark. */
const wild: Difficulty = {
  intensity: [0.35, 1],
  blendShare: 0.25,
  blendMost: 0.45,
  pose: 12,
  occlusionShare: 0.16,
  blur: 1.7,
  noise: 8,
  exposure: 0.24,
  isOldCamera: false,
};
export const difficulties = { posed, wild, oldCamera: { ...posed, isOldCamera: true } } as const;

/** The pool is as unbalanced as photographs of the wild are: mostly neutral and happy. */
const parts: Record<PartName, Part> = {
  anchor: { count: 1400, shares: even, picturesPerPerson: 4, difficulty: posed },
  test: { count: 700, shares: even, picturesPerPerson: 4, difficulty: posed },
  pool: { count: 6000, shares: [0.08, 0.04, 0.05, 0.3, 0.1, 0.07, 0.36], picturesPerPerson: 3, difficulty: wild },
  "second-domain": { count: 350, shares: even, picturesPerPerson: 4, difficulty: difficulties.oldCamera },
};

/** All faces of a seed, the causes of each. @param scale  share of each part's count, for small sets */
export function demonstrationFaces(seed: number, scale = 1): DrawnFace[] {
  const faces: DrawnFace[] = [];
  let firstPerson = 0;
  for (const part of Object.keys(parts) as PartName[]) {
    const { count: full, shares, picturesPerPerson, difficulty } = parts[part];
    const count = Math.max(basicExpressions.length * 2, Math.round(full * scale));
    const expressions = expressionsOf(seed, part, count, shares);
    for (let index = 0; index < count; index++) {
      const person = firstPerson + Math.floor(index / picturesPerPerson);
      const causes = causesOf(seed, part, index, person, expressions[index]!, difficulty);
      faces.push({ file: `${part}-${String(index).padStart(5, "0")}.jpg`, part, index, causes });
    }
    firstPerson += Math.ceil(count / picturesPerPerson);
  }
  return faces;
}

/** Every class at least once, the rest by share, in random order. */
function expressionsOf(seed: number, part: string, count: number, shares: readonly number[]): string[] {
  const random = randomStream(seed, "expressions", part);
  const list: string[] = [...basicExpressions];
  for (let index = list.length; index < count; index++) {
    let rest = random.uniform();
    const drawn = shares.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    list[index] = basicExpressions.at(drawn)!; // rounding may leave a rest after the last share: -1 is the last class
  }
  for (let index = list.length - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    [list[index], list[other]] = [list[other]!, list[index]!];
  }
  return list;
}
