// Loss, accuracy, learning rate and speed of a run over its epochs.
import type { EpochMetrics } from "../../../core/contract.ts";
import { Legend } from "../../components/Legend.tsx";
import { formatCount, formatPercent } from "../../format.ts";
import type { Curve } from "../../stores/train.ts";
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
    {
      title: strings.train.speed,
      lines: [training((epoch) => epoch.imagesPerSecond)],
      format: (speed) => `${formatCount(speed)} ${strings.train.imagesPerSecond}`,
    },
  ];
}

export function RunCharts({ curve }: { curve: Curve }) {
  return (
    <div className="run-charts">
      {chartsOf(curve.epochs).map(({ title, lines, format, isShare, isStep }, index) => (
        <figure key={title} className={index < 2 ? "run-chart" : "run-chart run-chart-small"}>
          <figcaption className="run-chart-head">
            <span className="run-chart-title">{title}</span>
            <span className="run-chart-last number">{lastValue(curve.epochs, lines[0]!, format)}</span>
            {lines.length > 1 && <Legend entries={lines} />}
          </figcaption>
          <EpochChart epochs={curve.epochs} planned={curve.planned} lines={lines} format={format} isShare={isShare} isStep={isStep} />
        </figure>
      ))}
    </div>
  );
}

function lastValue(epochs: readonly EpochMetrics[], line: EpochLine, format: (value: number) => string): string {
  const value = line.value(epochs.at(-1)!);
  return value === null ? "" : format(value);
}
