// An error with a place: file and line, what was found and expected, and the mend. Several things that were found are a list.
import type { InputProblem } from "../../core/errors.ts";
import { strings } from "../strings.ts";

interface ProblemTextProps {
  message: string;
  problem?: InputProblem | undefined;
}

export function ProblemText({ message, problem }: ProblemTextProps) {
  if (!problem) return <p className="problem-message">{message}</p>;
  const { file, line, found, expected, mend } = problem;
  return (
    <div className="problem">
      <p className="problem-message">
        <strong>{line === undefined ? file : strings.problem.place(file, line)}</strong>
      </p>
      <dl className="problem-fields">
        <dt>{strings.problem.found}</dt>
        <dd>
          <Findings findings={found.split("; ")} />
        </dd>
        <dt>{strings.problem.expected}</dt>
        <dd>{expected}</dd>
        <dt>{strings.problem.mend}</dt>
        <dd>{mend}</dd>
      </dl>
    </div>
  );
}

const Findings = ({ findings }: { findings: readonly string[] }) =>
  findings.length === 1 ? (
    findings[0]
  ) : (
    <ul className="problem-list">
      {findings.map((finding) => (
        <li key={finding}>{finding}</li>
      ))}
    </ul>
  );
