// Loss, accuracy, learning rate and speed of a run, one below the other over the same epochs.
import type { EpochMetrics } from "../../../core/contract.ts";
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
  const charts = chartsOf(epochs);
  const best = bestEpochOf(epochs)?.epoch ?? null;
  return (
    <div className="run-charts">
      {charts.map(({ title, lines, format, isShare, isStep }, index) => (
        <figure key={title} className={index === charts.length - 1 ? "run-chart run-chart-last" : "run-chart"}>
          <figcaption className="run-chart-head">
            <span className="run-chart-title">{title}</span>
            {lines.map((line) => (
              <LastValue key={line.name} line={line} text={lastText(epochs, line, format)} isAlone={lines.length === 1} />
            ))}
          </figcaption>
          <EpochChart
            epochs={epochs}
            planned={planned}
            best={best}
            hasAxis={index === charts.length - 1}
            lines={lines}
            format={format}
            isShare={isShare}
            isStep={isStep}
          />
        </figure>
      ))}
    </div>
  );
}

/** The latest value, which is the legend of its line as well. */
const LastValue = ({ line, text, isAlone }: { line: EpochLine; text: string; isAlone: boolean }) => (
  <span className="run-chart-value">
    <b className="number">{text}</b>
    {!isAlone && (
      <span className="legend-item">
        <span className={line.isDashed ? "legend-line legend-line-dashed" : "legend-line"} style={{ borderColor: line.colour }} />
        {line.name}
      </span>
    )}
  </span>
);

function lastText(epochs: readonly EpochMetrics[], line: EpochLine, format: (value: number) => string): string {
  const value = line.value(epochs.at(-1)!);
  return value === null ? "" : format(value);
}
