// What a folder must hold to be imported.
import { strings } from "../../strings.ts";

const example = `file,label,split
faces/0001.jpg,happiness,anchor
faces/0002.jpg,,pool
faces/0003.jpg,anger,test`;

export const FormatHelp = ({ isOpen = false }: { isOpen?: boolean }) => (
  <details className="panel format-help" open={isOpen}>
    <summary className="panel-title">{strings.data.format}</summary>
    <dl className="format-files">
      {strings.data.formatFiles.map(([name, text]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
    <pre className="format-example">{example}</pre>
    <p>{strings.data.formatLabels}</p>
    <p className="panel-hint">{strings.data.formatCommand}</p>
  </details>
);
