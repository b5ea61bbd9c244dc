// The results as the Markdown tables that docs/performance.md shows. Pure.
import { bytesAboveIdle, type MeasuredRow, type MeasuredSide, type Speed, type Spread, speedsOf } from "./summary.ts";

const notMeasured = "not measured";
const [oursLabel, peerLabel] = ["ours", "PyTorch"];

/**
 * One line a part of a row: ours, PyTorch, the ratio of the pairs with its range, further columns, and what a GPU gave. Rows of a GPU
 * stand in its column, all others have "not measured" there.
 */
export function speedTable(measured: readonly MeasuredRow[]): string {
  const further = [...new Set(measured.flatMap((row) => row.sides.map(({ label }) => label)))].filter(
    (label) => label !== oursLabel && label !== peerLabel,
  );
  const lines = measured.flatMap((row) =>
    row.parts.map((part, index) => {
      const speeds = new Map(speedsOf(row, index).map((speed) => [speed.label, speed]));
      const onGpu = row.sides[0]!.device === "gpu";
      const cell = (label: string, text: (speed: Speed) => string) => (speeds.has(label) ? text(speeds.get(label)!) : notMeasured);
      const rate = (speed: Speed) => rateOf(row, speed);
      const cells = [
        cell(oursLabel, rate),
        cell(peerLabel, rate),
        cell(peerLabel, ({ ratio }) => spread(ratio)),
        ...further.map((label) => cell(label, (speed) => (speed.ratio ? `${rate(speed)}; ${spread(speed.ratio)}` : rate(speed)))),
      ];
      const gpu = onGpu ? `${cells[0]}, PyTorch ${cells[1]}; ${cells[2]}` : notMeasured;
      return [nameOf(row, part), ...(onGpu ? cells.map(() => notMeasured) : cells), gpu];
    }),
  );
  return markdown(["row", oursLabel, peerLabel, "ratio (pairs)", ...further, "GPU"], lines);
}

/** Peak resident memory above the idle process with its library loaded, and that idle process; the ratio is of what is above. */
export function memoryTable(measured: readonly MeasuredRow[]): string {
  const lasting = measured.filter(({ work }) => work !== "start"); // whose memory is that of a training
  const lines = lasting.map((row) => {
    const [ours, theirs] = [oursLabel, peerLabel].map((label) => row.sides.find((side) => side.label === label));
    const [mine, peers] = [ours, theirs].map((side) => (side ? bytesAboveIdle(side) : null));
    const ratio = mine === null || peers === null || !mine ? notMeasured : (peers! / mine!).toFixed(2);
    return [nameOf(row, row.parts.join(" and ")), memory(ours), memory(theirs), ratio];
  });
  return markdown(["peak memory of", oursLabel, peerLabel, "ratio"], lines);
}

/** What the times leave out, and which of its ways PyTorch took where it had a choice: a line each. */
export function remarks(measured: readonly MeasuredRow[]): string[] {
  return measured.flatMap(({ name, work, sides }) =>
    sides
      .filter(({ program, compile }) => program === "peer" && (compile || work === "extraction"))
      .map(({ label, mode, compile, warmUpSeconds }) =>
        compile
          ? `${name}: ${label} was ready after ${warmUpSeconds.toFixed(0)} s, which are not counted.`
          : `${name}: ${label} was fastest ${mode}.`,
      ),
  );
}

const nameOf = ({ title, batchSize }: MeasuredRow, part: string) => `${part}: ${title}, batch ${batchSize}`;

function rateOf({ work }: MeasuredRow, { seconds, imagesPerSecond }: Speed): string {
  return work === "start" ? `${seconds.toFixed(2)} s` : `${rounded(imagesPerSecond)} images/s`;
}

function memory(side: MeasuredSide | undefined): string {
  const above = side ? bytesAboveIdle(side) : null;
  return above === null ? notMeasured : `${megabytes(above)} MB (idle ${megabytes(side!.idleBytes!)} MB)`;
}

const spread = (ratio: Spread | null) =>
  ratio ? `${ratio.median.toFixed(2)} (${ratio.smallest.toFixed(2)} to ${ratio.largest.toFixed(2)})` : notMeasured;
const rounded = (value: number) => (value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3));
const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString("en");

/** @param lines  one array of cells a line */
export function markdown(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...lines.map(line)].join("\n");
}
