// Fig. 4: the anchor set itself distilled, what was mined with it, and what was mined with another anchor set; one row a class. Made to
// be shown: large, pixel for pixel, nothing else.
import { type CSSProperties, useMemo, useState } from "react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { ClassDot } from "../../components/ClassMark.tsx";
import { Panel } from "../../components/Panel.tsx";
import { useClasses, useDistil, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DistilledImage } from "./DistilledImage.tsx";
import { figure4Columns } from "./figure-4-columns.ts";

const words = strings.distil.figure4;
const none = "";

export function Figure4Panel() {
  const distillations = useDistil((state) => state.distillations);
  const classCount = useClasses().length;
  const datasetId = useWorkbench((state) => state.project?.dataset?.id ?? null);
  const usual = useMemo(() => figure4Columns(distillations, datasetId), [distillations, datasetId]);
  /** By column; a column without a choice follows the usual one. */
  const [chosen, setChosen] = useState<Record<number, string>>({});
  const columns = words.columns.map((_, column) => {
    const id = chosen[column] ?? usual[column];
    return distillations.find((distillation) => distillation.id === id) ?? null;
  });
  return (
    <Panel title={words.title} hint={words.hint} className="distil-panel">
      <div className="figure-4 scrolls">
        <table className="figure-4-table" style={{ "--rows": classCount } as CSSProperties}>
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((distillation, column) => (
                <th key={words.columns[column]} scope="col">
                  <span className="figure-4-heading">{words.columns[column]}</span>
                  <span className="figure-4-source">{distillation && `${distillation.name} · ${networkOf(distillation)}`}</span>
                  <select
                    className="field-select"
                    aria-label={words.choose(words.columns[column]!)}
                    value={distillation?.id ?? none}
                    onChange={({ target }) => setChosen((before) => ({ ...before, [column]: target.value }))}
                  >
                    <option value={none}>{words.none}</option>
                    {distillations.map((option) => (
                      <option key={option.id} value={option.id}>
                        {nameOf(option)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <Rows columns={columns} />
        </table>
      </div>
    </Panel>
  );
}

const networkOf = ({ network }: DistillationSummary): string =>
  strings.distil.list.network(strings.train.network.names[network.name], network.inputSize);
const nameOf = (distillation: DistillationSummary): string =>
  `${strings.distil.list.name(distillation.name, strings.distil.list.origins[distillation.origin])}, ${networkOf(distillation)}`;

/** Classes are told apart by name: another anchor set may count them otherwise. */
function Rows({ columns }: { columns: readonly (DistillationSummary | null)[] }) {
  const classes = useClasses();
  return (
    <tbody>
      {classes.map((name, classIndex) => (
        <tr key={name}>
          <th scope="row">
            <span className="checkpoint-class">
              <ClassDot classIndex={classIndex} />
              {name}
            </span>
          </th>
          {columns.map((distillation, column) => {
            const heading = words.columns[column]!;
            if (distillation) {
              return (
                <td key={heading}>
                  <ImageOfClass distillation={distillation} name={name} column={heading} />
                </td>
              );
            }
            return classIndex === 0 && <MissingColumn key={heading} classCount={classes.length} text={words.gets[column]!} />;
          })}
        </tr>
      ))}
    </tbody>
  );
}

const MissingColumn = ({ classCount, text }: { classCount: number; text: string }) => (
  <td rowSpan={classCount}>
    <p className="figure-4-missing">{text}</p>
  </td>
);

function ImageOfClass({ distillation, name, column }: { distillation: DistillationSummary; name: string; column: string }) {
  const index = distillation.labels.indexOf(distillation.classes.indexOf(name));
  const epoch = distillation.checkpoints.at(-1);
  if (index < 0 || epoch === undefined) return <span className="figure-4-image figure-4-none">{words.missing(name)}</span>;
  return (
    <span className="figure-4-image">
      <DistilledImage distillationId={distillation.id} epoch={epoch} index={index} alt={`${column}: ${name}`} />
    </span>
  );
}
