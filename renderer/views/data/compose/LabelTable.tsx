// What the label words of a data set mean: preset by its reader, and told otherwise by the user. Words that nobody knows come first.
import { CircleHelp } from "lucide-react";
import { labelRows, type RolePlan } from "../../../../core/datasets/compose-preview.ts";
import { meaningOfWord, noClass } from "../../../../core/datasets/word-meaning.ts";
import { ScrollArea } from "../../../components/ScrollArea.tsx";
import { formatCount } from "../../../format.ts";
import { composeStrings as words } from "../../../strings-compose.ts";

interface LabelTableProps {
  plan: RolePlan;
  classes: readonly string[];
  /** null takes back what was said. */
  onMean(label: string, meaning: string | null): void;
}

/** The value of the select for what stands without an edit. */
const usual = "";

export function LabelTable({ plan, classes, onMean }: LabelTableProps) {
  const rows = labelRows(plan, classes);
  if (rows.length === 0) return null;
  const unknown = rows.filter(({ from }) => from === "nobody").length;
  return (
    <details className="fold" open={unknown > 0 || undefined}>
      <summary className="fold-head">
        <span className="fold-title">{words.labels}</span>
        <span className={unknown > 0 ? "label-warning" : "fold-text"}>
          {unknown > 0 ? words.labelsUnknown(unknown) : words.labelsKnown(rows.length)}
        </span>
      </summary>
      <ScrollArea label={words.labels} className="label-scroll">
        <table className="table label-table">
          <caption className="visually-hidden">{words.labels}</caption>
          <thead>
            <tr>
              <th scope="col">{words.word}</th>
              <th scope="col">{words.meaning}</th>
              <th scope="col">{words.pictures}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, means, from, count }) => (
              <tr key={label} className={from === "nobody" ? "label-unknown" : undefined}>
                <th scope="row">
                  <span className="label-word">
                    {from === "nobody" && <CircleHelp className="label-mark" aria-hidden />}
                    {label}
                  </span>
                </th>
                <td>
                  <select
                    className="field-select"
                    aria-label={words.meaningOf(label)}
                    value={from === "edit" ? (means ?? noClass) : usual}
                    onChange={({ target }) => onMean(label, target.value === usual ? null : target.value)}
                  >
                    <option value={usual}>{usualText(plan, label, classes)}</option>
                    {classes.map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                    <option value={noClass}>{words.noClass}</option>
                  </select>
                </td>
                <td className="number">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}

function usualText({ report }: RolePlan, label: string, classes: readonly string[]): string {
  const { means, from } = report.labels.find((one) => one.label === label)!;
  const meant = meaningOfWord(label, from === "nobody" ? undefined : means, undefined, classes);
  return meant.from === "nobody" ? words.unknownWord : words.usualMeaning(meant.means);
}
