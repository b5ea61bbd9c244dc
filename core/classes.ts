// The class list of a project. The seven basic expressions in RAF-DB order are the default; nothing else may assume seven.

/** RAF-DB order (labels 1 to 7 there). */
export const basicExpressions = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"] as const;

/** Other spellings of the basic expressions that data sets use, each accepted in place of the RAF-DB name. */
export const expressionSynonyms: Readonly<Record<string, (typeof basicExpressions)[number]>> = {
  surprised: "surprise",
  afraid: "fear",
  fearful: "fear",
  disgusted: "disgust",
  happy: "happiness",
  joy: "happiness",
  sad: "sadness",
  angry: "anger",
  neutrality: "neutral",
};

/** Cosine similarity, -1 to 1, more is closer (Eq. 4). */
export type Similarity = number & { readonly unit: "cosine, more is closer" };
/** 1 - cosine, 0 to 2, less is closer. */
export type Distance = number & { readonly unit: "1 - cosine, less is closer" };

/** The distance that "sorted by centroid distance" means; the paper calls the similarity itself a distance. */
export const distanceOf = (similarity: Similarity): Distance => (1 - similarity) as Distance;
