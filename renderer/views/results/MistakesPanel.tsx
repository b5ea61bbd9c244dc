// The faces that a run got wrong, the most confident mistakes first: those say most about data and labels.
import { useCallback } from "react";
import type { Mistake } from "../../../core/contract/result-views.ts";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatPercent } from "../../format.ts";
import { FaceGallery } from "../../gallery/FaceGallery.tsx";
import type { Face } from "../../gallery/face.ts";
import { type Cell, wholeMatrix } from "../../stores/results.ts";
import { useClasses, useResults, useStores } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function MistakesPanel() {
  const { results } = useStores();
  const classes = useClasses();
  const cell = useResults((state) => state.cell);
  const faceOf = useCallback((mistake: Mistake) => mistakenFace(mistake, classes), [classes]);
  const isWhole = cell.label === null && cell.predicted === null;
  const isRight = cell.label !== null && cell.label === cell.predicted;
  return (
    <Panel
      title={strings.results.mistakes}
      hint={hintOf(cell, classes)}
      className="mistakes-panel"
      aside={
        !isWhole && (
          <Button look="quiet" onClick={() => results.getState().showCell(wholeMatrix)}>
            {strings.results.showAll}
          </Button>
        )
      }
    >
      <FaceGallery
        label={strings.results.mistakes}
        pager={results.mistakes}
        faceOf={faceOf}
        emptyText={isRight ? strings.results.rightCell : strings.results.noMistakes}
      />
    </Panel>
  );
}

function hintOf({ label, predicted }: Cell, classes: readonly string[]): string {
  if (label === null || predicted === null) return strings.results.mistakesAll;
  return strings.results.mistakesOf(classes[label] ?? strings.noLabel, classes[predicted] ?? strings.noLabel);
}

function mistakenFace(mistake: Mistake, classes: readonly string[]): Face {
  const truth = classes[mistake.label] ?? strings.noLabel;
  const predicted = classes[mistake.predicted] ?? strings.noLabel;
  const confidence = formatPercent(mistake.confidence, 0);
  return {
    ...mistake,
    classIndex: mistake.predicted,
    caption: confidence,
    description: strings.gallery.mistakenFace(truth, predicted, confidence),
    values: [
      { name: strings.gallery.label, value: truth, classIndex: mistake.label },
      { name: strings.gallery.predicted, value: predicted, classIndex: mistake.predicted },
      { name: strings.gallery.confidence, value: confidence },
      { name: strings.gallery.file, value: mistake.file },
    ],
  };
}
