// Loss, accuracy, learning rate and speed of a run, one below the other over the same epochs. Their values are those of the latest
// epoch, or of the one that is pointed at.
import { useState } from "react";
import type { EpochMetrics } from "../../../core/contract/run-views.ts";
import { formatCount, formatPercent } from "../../format.ts";
import { bestEpochOf } from "../../stores/train.ts";
import { strings } from "../../strings.ts";
import { EpochChart, type EpochLine } from "./EpochChart.tsx";

const training = (value: EpochLine["value"]): EpochLine => ({ name: strings.train.training, colour: "var(--accent)", value });
const validation = (value: EpochLine["value"]): EpochLine => ({
  name: strings.train.validation,
  colour: "var(--second)",
  isDashed: true,
  value,
});

const lossText = (loss: number): string => loss.toFixed(3);
const rateText = (rate: number): string => String(Number(rate.toPrecision(3)));

interface ChartDescription {
  title: string;
  lines: EpochLine[];
  format(value: number): string;
  isShare?: boolean;
  isStep?: boolean;
}

function chartsOf(epochs: readonly EpochMetrics[]): ChartDescription[] {
  const hasValidation = epochs.some(({ validationLoss }) => validationLoss !== null);
  const both = (train: EpochLine["value"], held: EpochLine["value"]) =>
    hasValidation ? [training(train), validation(held)] : [training(train)];
  return [
    {
      title: strings.train.loss,
      lines: both(
        (epoch) => epoch.trainLoss,
        (epoch) => epoch.validationLoss,
      ),
      format: lossText,
    },
    {
      title: strings.train.accuracy,
      lines: both(
        (epoch) => epoch.trainAccuracy,
        (epoch) => epoch.validationAccuracy,
      ),
      format: (share) => formatPercent(share),
      isShare: true,
    },
    { title: strings.train.learningRateChart, lines: [training((epoch) => epoch.learningRate)], format: rateText, isStep: true },
    { title: strings.train.speed, lines: [training((epoch) => epoch.imagesPerSecond)], format: formatCount },
  ];
}

interface RunChartsProps {
  epochs: EpochMetrics[];
  /** Epochs that the run will have; null for a finished run. */
  planned: number | null;
}

export function RunCharts({ epochs, planned }: RunChartsProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const charts = chartsOf(epochs);
  const best = bestEpochOf(epochs)?.epoch ?? null;
  const axisEnd = Math.max(planned ?? 0, epochs.length, 2);
  const told = epochs.find(({ epoch }) => epoch === pointed) ?? epochs.at(-1)!;
  return (
    <div className="run-charts">
      {charts.map(({ title, lines, format, isShare, isStep }, index) => (
        <figure key={title} className={index === charts.length - 1 ? "run-chart run-chart-last" : "run-chart"}>
          <figcaption className="run-chart-head">
            <span className="run-chart-title">{title}</span>
            {lines.map((line) => (
              <TellValue key={line.name} line={line} text={textOf(told, line, format)} isAlone={lines.length === 1} />
            ))}
          </figcaption>
          <EpochChart
            epochs={epochs}
            axisEnd={axisEnd}
            best={best}
            isBestNamed={index === 0}
            pointed={pointed}
            onPoint={setPointed}
            hasAxis={index === charts.length - 1}
            lines={lines}
            isShare={isShare}
            isStep={isStep}
          />
        </figure>
      ))}
      <EpochSlider done={epochs.at(-1)!.epoch} planned={axisEnd} told={told.epoch} words={wordsOf(told, charts)} onMove={setPointed} />
    </div>
  );
}

/** The value of one line at the epoch that is told, which is the legend of the line as well. */
const TellValue = ({ line, text, isAlone }: { line: EpochLine; text: string; isAlone: boolean }) => (
  <span className="run-chart-value">
    {!isAlone && (
      <span className="legend-item">
        <span className={line.isDashed ? "legend-line legend-line-dashed" : "legend-line"} style={{ borderColor: line.colour }} />
        {line.name}
      </span>
    )}
    <b className="number">{text}</b>
  </span>
);

interface EpochSliderProps {
  /** Epochs that are there; the rest of the way up to `planned` leads to nothing yet. */
  done: number;
  planned: number;
  told: number;
  words: string;
  /** null follows the latest epoch. */
  onMove(epoch: number | null): void;
}

/** Goes through the epochs by keys, and tells their values to a screen reader. */
const EpochSlider = ({ done, planned, told, words, onMove }: EpochSliderProps) => (
  <label className="epoch-slider">
    <span className="number">{strings.train.epochNumber(told)}</span>
    <input
      type="range"
      className="range"
      aria-label={strings.train.epoch}
      aria-valuetext={words}
      min={1}
      max={planned}
      value={told}
      onChange={({ target }) => onMove(Number(target.value) >= done ? null : Number(target.value))}
    />
  </label>
);

/** "Epoch 12: Loss training 0.457, Loss validation 0.977, Learning rate 0.005, ..." */
function wordsOf(epoch: EpochMetrics, charts: readonly ChartDescription[]): string {
  const values = charts.flatMap(({ title, lines, format }) =>
    lines.map((line) => [title, lines.length > 1 && line.name, textOf(epoch, line, format)].filter(Boolean).join(" ")),
  );
  return `${strings.train.epochNumber(epoch.epoch)}: ${values.join(", ")}`;
}

function textOf(epoch: EpochMetrics, line: EpochLine, format: (value: number) => string): string {
  const value = line.value(epoch);
  return value === null ? "" : format(value);
}
