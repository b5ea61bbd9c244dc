// The filter by class: all, or one.
import { formatCount } from "../format.ts";
import { useClasses } from "../stores/stores.tsx";
import { strings } from "../strings.ts";
import { ClassDot } from "./ClassMark.tsx";

interface ClassChipsProps {
  classIndex: number | null;
  /** Faces a class has here; a class without any stays choosable, since its emptiness is worth seeing. */
  counts?: readonly number[] | undefined;
  onChange(classIndex: number | null): void;
}

export function ClassChips({ classIndex, counts, onChange }: ClassChipsProps) {
  const classes = useClasses();
  return (
    <fieldset className="chips">
      <legend className="visually-hidden">{strings.gallery.classFilter}</legend>
      <Chip isOn={classIndex === null} onClick={() => onChange(null)}>
        {strings.gallery.allClasses}
      </Chip>
      {classes.map((name, k) => (
        <Chip key={name} isOn={classIndex === k} onClick={() => onChange(classIndex === k ? null : k)}>
          <ClassDot classIndex={k} />
          {name}
          {counts && <span className="chip-count number">{formatCount(counts[k] ?? 0)}</span>}
        </Chip>
      ))}
    </fieldset>
  );
}

const Chip = ({ isOn, onClick, children }: { isOn: boolean; onClick(): void; children: React.ReactNode }) => (
  <button type="button" className="chip" aria-pressed={isOn} onClick={onClick}>
    {children}
  </button>
);
