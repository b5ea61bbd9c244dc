// What a change changed, in words, so that undo can say what it would take back.

/** Names of the fields that differ, dotted where nested, in the words of the recipe: "primitive.learningRate, seed". */
export function changedFields(before: object, after: object): string {
  return differences(before as Fields, after as Fields).join(", ") || "nothing";
}

type Fields = Record<string, unknown>;

function differences(before: Fields, after: Fields, prefix = ""): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [a, b] = [before[name], after[name]];
    if (isFields(a) && isFields(b)) return differences(a, b, `${prefix}${name}.`);
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [prefix + name];
  });
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
