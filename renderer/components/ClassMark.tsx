// A class as it appears everywhere: its colour and its name. The colour never stands alone.
import { classColour } from "../class-colour.ts";
import { useClasses } from "../stores/stores.tsx";
import { strings } from "../strings.ts";

export const ClassDot = ({ classIndex }: { classIndex: number }) => (
  <span className="class-dot" style={{ background: classColour(classIndex) }} aria-hidden />
);

export function ClassMark({ classIndex }: { classIndex: number }) {
  const classes = useClasses();
  return (
    <span className="class-mark">
      <ClassDot classIndex={classIndex} />
      {classes[classIndex] ?? strings.noLabel}
    </span>
  );
}
