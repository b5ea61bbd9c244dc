// Numbers of the paper's tables in a sentence: two places, as it prints them.

export const signedPoints2 = (difference: number): string => {
  const points = (Math.abs(difference) * 100).toFixed(2);
  return Number(points) === 0 ? points : `${difference < 0 ? "-" : "+"}${points}`;
};

/** A difference in test pictures, in tenths below ten of them: "1.4 pictures". */
export function picturesText(pictures: number): string {
  const size = Math.abs(pictures);
  const text = size < 9.95 ? size.toFixed(1) : Math.round(size).toString();
  return `${pictures < 0 && Number(text) > 0 ? "-" : ""}${text} ${text === "1.0" ? "picture" : "pictures"}`;
}
