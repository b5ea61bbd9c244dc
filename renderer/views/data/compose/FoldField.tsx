// Which pictures of a set a role takes: all of its parts, or one side of a fold of its people (section 4.1). Only folds that hold a picture
// to test on can be chosen, and a set without folds says why.
import { useMemo } from "react";
import type { Split } from "../../../../core/contract/dataset-summary.ts";
import type { RolePlan } from "../../../../core/datasets/compose-preview.ts";
import { type FoldOption, foldOptions, whyNoFolds } from "../../../../core/datasets/fold-preview.ts";
import { type FoldChoice, subjectProtocols } from "../../../../core/datasets/set-choice.ts";
import { SelectField } from "../../../components/SelectField.tsx";
import type { FoldOfPeople } from "../../../stores/fold-draft.ts";
import { composeStrings } from "../../../strings-compose.ts";

const words = composeStrings.folds;

interface FoldFieldProps {
  role: Split;
  plan: RolePlan;
  /** Those that a fold would take. */
  foldedParts: readonly string[];
  onFold(fold: FoldOfPeople | null): void;
}

type Options = Record<FoldChoice["protocol"], FoldOption[]>;

/** The value of the selects for no fold. */
const none = "";

export function FoldField({ role, plan: { report, people, parts, fold }, foldedParts, onFold }: FoldFieldProps) {
  const asked = (fold === null ? foldedParts : parts).join("\n");
  const { options, why } = useMemo(() => {
    const chosen = { report, people, parts: asked.split("\n") };
    const of = (protocol: FoldChoice["protocol"]) => foldOptions(chosen, protocol);
    return {
      options: Object.fromEntries(subjectProtocols.map((protocol) => [protocol, of(protocol)])) as Options,
      why: whyNoFolds(chosen),
    };
  }, [report, people, asked]);
  if (why !== null && fold === null) return <p className="field-note">{words.why(why)}</p>;
  const first = (protocol: FoldChoice["protocol"]) => options[protocol][0]?.index ?? 0;
  return (
    <div className="role-fold">
      <SelectField
        label={words.split}
        value={fold?.protocol ?? none}
        options={[
          { value: none, label: words.allPictures },
          ...subjectProtocols.map((protocol) => ({ value: protocol, label: words.protocols[protocol] })),
        ]}
        conflict={why === null ? undefined : words.why(why)}
        onChange={(value) => onFold(value === none ? null : { protocol: value, index: first(value) })}
      />
      {fold !== null && why === null && <FoldOfProtocol role={role} fold={fold} options={options[fold.protocol]} onFold={onFold} />}
    </div>
  );
}

interface FoldOfProtocolProps extends Pick<FoldFieldProps, "role" | "onFold"> {
  fold: FoldChoice;
  options: readonly FoldOption[];
}

function FoldOfProtocol({ role, fold: { protocol, index }, options, onFold }: FoldOfProtocolProps) {
  const isOffered = options.some((option) => option.index === index);
  return (
    <SelectField
      label={words.fold}
      value={isOffered ? String(index) : none}
      options={[
        ...(isOffered ? [] : [{ value: none, label: words.chooseFold }]),
        ...options.map((option) => ({ value: String(option.index), label: words.option(option.name, option.tested) })),
      ]}
      note={role === "pool" ? undefined : words.side[role]}
      conflict={isOffered ? undefined : words.noSuchFold}
      onChange={(value) => value !== none && onFold({ protocol, index: Number(value) })}
    />
  );
}
