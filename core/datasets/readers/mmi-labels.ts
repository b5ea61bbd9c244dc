// What MMI calls the expressions, and its two numberings: from 1 in the sessions' XML, from 0 in the list of the processed pictures.

/** In the order of both numberings. */
export const mmiEmotions = ["anger", "disgust", "fear", "happiness", "sadness", "surprise"] as const;
export type MmiLabel = (typeof mmiEmotions)[number] | "neutral";
