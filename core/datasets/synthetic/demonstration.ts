// The demonstration data set: which faces it holds, in which part, and what the part's labels are. Persons never cross parts.
import { basicExpressions } from "../../classes.ts";
import { randomStream } from "../../random.ts";
import { type Causes, causesOf, type Difficulty } from "./causes.ts";

/** Stands in the recipe of every result: raised whenever a picture or a label would come out differently. */
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
const studio: Difficulty = {
  intensity: [0.3, 1],
  blendShare: 0.1,
  blendMost: 0.4,
  pose: 9,
  occlusionShare: 0.08,
  blur: 1.2,
  isOldCamera: false,
};
const wild: Difficulty = {
  intensity: [0.2, 1],
  blendShare: 0.3,
  blendMost: 0.5,
  pose: 12,
  occlusionShare: 0.14,
  blur: 1.6,
  isOldCamera: false,
};

/** The pool is as unbalanced as photographs of the wild are: mostly neutral and happy. */
const parts: Record<PartName, Part> = {
  anchor: { count: 1400, shares: even, picturesPerPerson: 4, difficulty: studio },
  test: { count: 700, shares: even, picturesPerPerson: 4, difficulty: studio },
  pool: { count: 6000, shares: [0.08, 0.04, 0.05, 0.3, 0.1, 0.07, 0.36], picturesPerPerson: 3, difficulty: wild },
  "second-domain": { count: 350, shares: even, picturesPerPerson: 4, difficulty: { ...wild, isOldCamera: true } },
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
  let total = 0;
  const upTo = shares.map((share) => {
    total += share;
    return total;
  });
  for (let index = list.length; index < count; index++) {
    const drawn = random.uniform() * total;
    list[index] =
      basicExpressions[
        Math.max(
          0,
          upTo.findIndex((edge) => drawn < edge),
        )
      ]!;
  }
  for (let index = list.length - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    [list[index], list[other]] = [list[other]!, list[index]!];
  }
  return list;
}
