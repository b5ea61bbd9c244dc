// Exporting a figure: what the licences of its data sets say, the user's decision, and the file that came of it.
import { Download, FolderOpen } from "lucide-react";
import { useEffect, useId, useState } from "react";
import type { ExportedFigure, FigureChoice, FigureLicences } from "../../../core/contract/figure-views.ts";
import { exportUrl } from "../../../core/contract/picture-url.ts";
import { type ErrorRecord, errorRecordOf } from "../../../core/errors.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemText } from "../../components/ProblemText.tsx";
import { useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.figures.export;

export function ExportDialog({ figure, onClose }: { figure: FigureChoice; onClose(): void }) {
  const { client } = useStores();
  const [asked] = useState(figure); // what was looked at when it opened
  const [licences, setLicences] = useState<FigureLicences | null>(null);
  const [override, setOverride] = useState(false);
  const [isDrawing, setDrawing] = useState(false);
  const [exported, setExported] = useState<ExportedFigure | null>(null);
  const [error, setError] = useState<ErrorRecord | null>(null);
  useEffect(() => {
    client.request("figure.licences", { figure: asked }).then(setLicences, (thrown) => setError(errorRecordOf(thrown)));
  }, [client, asked]);
  const draw = async () => {
    setDrawing(true);
    setError(null);
    try {
      setExported(await client.request("figure.export", { figure: asked, override }));
    } catch (thrown) {
      setError(errorRecordOf(thrown));
    }
    setDrawing(false);
  };
  return (
    <Dialog title={words.title(figure.number)} className="export-dialog" onClose={onClose}>
      {exported ? (
        <Exported exported={exported} />
      ) : (
        <>
          <p>{words.what}</p>
          {licences ? (
            <Licences licences={licences} override={override} onOverride={setOverride} />
          ) : (
            !error && <p className="panel-hint">{words.readingLicences}</p>
          )}
          <footer className="export-foot">
            <Button look="primary" icon={Download} isBusy={isDrawing} disabled={isDrawing || !licences} onClick={() => void draw()}>
              {isDrawing ? words.exporting : words.export}
            </Button>
          </footer>
        </>
      )}
      {error && (
        <div className="export-problem" role="alert">
          <ProblemText message={error.message} problem={error.problem} />
        </div>
      )}
    </Dialog>
  );
}

interface LicencesProps {
  licences: FigureLicences;
  override: boolean;
  onOverride(override: boolean): void;
}

function Licences({ licences: { sets }, override, onOverride }: LicencesProps) {
  const id = useId();
  return (
    <>
      <h3 className="export-part">{words.licences}</h3>
      <ul className="export-licences">
        {sets.map(({ title, terms, pictureCount, mayShowPictures }) => (
          <li key={title}>
            <strong>{words.counted(title, pictureCount)}</strong>: {mayShowPictures || override ? words.shown : words.leftOut}.
            <span className="export-terms">{terms}</span>
          </li>
        ))}
      </ul>
      {sets.some(({ mayShowPictures }) => !mayShowPictures) && (
        <div className="export-override">
          <input
            id={id}
            type="checkbox"
            checked={override}
            aria-describedby={`${id}-means`}
            onChange={({ target }) => onOverride(target.checked)}
          />
          <label htmlFor={id}>{words.override}</label>
          <p id={`${id}-means`}>{words.overrideMeans}</p>
        </div>
      )}
    </>
  );
}

function Exported({ exported: { file, pictureCount, withheldCount, unreadableCount } }: { exported: ExportedFigure }) {
  const { client, workbench } = useStores();
  const isDesktop = useWorkbench(({ host }) => host?.kind === "desktop");
  const counts = [
    words.pictures(pictureCount),
    ...(withheldCount > 0 ? [words.withheld(withheldCount)] : []),
    ...(unreadableCount > 0 ? [words.unreadable(unreadableCount)] : []),
  ];
  return (
    <div role="status">
      <p>
        {words.done(file)} {counts.join(", ")}.
      </p>
      <img className="export-preview" src={exportUrl(file)} alt={words.preview} />
      <footer className="export-foot">
        {isDesktop ? (
          <Button
            look="primary"
            icon={FolderOpen}
            onClick={() => void workbench.getState().attempt(client.request("host.show-export", { file }))}
          >
            {words.showInFolder}
          </Button>
        ) : (
          <a className="button button-primary" href={exportUrl(file)} download={file}>
            <Download className="button-icon" aria-hidden />
            {words.download}
          </a>
        )}
      </footer>
    </div>
  );
}
