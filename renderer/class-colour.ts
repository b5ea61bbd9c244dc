// The one place where a class becomes a colour. The colours themselves are custom properties of styles/theme.css.

const colourCount = 12;

/** CSS colour of a class, by its index in the project's class list; -1 (no label) is grey. */
export const classColour = (classIndex: number): string =>
  classIndex < 0 ? "var(--line-strong)" : `var(--class-${classIndex % colourCount})`;

/** The same colours resolved for a canvas, which knows no custom properties. Read them again after a change of theme. */
export function resolvedClassColours(classCount: number, style: CSSStyleDeclaration): string[] {
  return Array.from({ length: classCount }, (_, index) => style.getPropertyValue(`--class-${index % colourCount}`).trim());
}

export const runColour = {
  primitive: "var(--run-primitive)",
  control: "var(--run-control)",
  vas: "var(--run-vas)",
  das: "var(--run-das)",
  "das-control": "var(--run-das-control)",
} as const;
