// What `omnifer weights` prints. Names of tensors are a stranger's text, so they are shown without control characters.
import type { Normalisation } from "../networks/network-setup.ts";
import type { ImportReport } from "../networks/weights/import-report.ts";
import type { Inspection } from "../networks/weights/inspect-weights.ts";
import { quoted } from "../networks/weights/weight-fault.ts";

const formatNames: Record<Inspection["format"], string> = {
  pytorch: "PyTorch",
  safetensors: "safetensors",
  keras: "Keras HDF5",
  matconvnet: "MatConvNet",
};
const fromNames: Record<ImportReport["inputFrom"], string> = {
  file: "as the file says",
  table: "of the published weights",
  option: "as the option says",
};

export function inspectionText(file: string, { format, tensors, recognised, problem }: Inspection): string {
  const facts: [string, string][] = [["format", `${formatNames[format]}, ${tensors.length} tensors`]];
  if (recognised) {
    const { network, layout, channelOrder, inputFrom, normalisation, normalisationFrom = inputFrom, classCount, misfits } = recognised;
    facts.push(
      ["layout", layout],
      ["network", network],
      ["channel order", `${channelOrder.toUpperCase()}, ${fromNames[inputFrom]}`],
      ["pictures", `${normalisationText(normalisation)}, ${fromNames[normalisationFrom]}`],
      ["last layer", classCount === null ? "none" : `${classCount} classes`],
      ["missing", misfits.length === 0 ? "nothing" : `${misfits.length}: ${misfits.join("; ")}`],
    );
  }
  const lines = tensors.map(({ name, dtype, shape, becomes }) => {
    const place = becomes ? [becomes.name, ...becomes.changes].join(", ") : "not used";
    return `  ${quoted(name)} ${dtype} [${shape}]${recognised ? ` -> ${place}` : ""}`;
  });
  return `${[file, ...table(facts), ...lines, ...(problem === null ? [] : [problem])].join("\n")}\n`;
}

export function conversionText({ file, bytes, report }: { file: string; bytes: number; report: ImportReport }): string {
  const { network, layout, tensors, unused, head, channelOrder, normalisation } = report;
  const facts: [string, string][] = [
    ["network", `${network}, from ${layout}`],
    [
      "tensors",
      `${tensors.length}, ${bytes} bytes${unused.length > 0 ? `; without ${unused.map(({ name }) => quoted(name)).join(", ")}` : ""}`,
    ],
    ["channel order", channelOrder === "bgr" ? "RGB, turned from BGR" : "RGB"],
    ["pictures", normalisationText(normalisation)],
    ["last layer", head === "from-file" ? "as in the file" : "left out"],
  ];
  return `${[file, ...table(facts)].join("\n")}\n`;
}

function table(facts: readonly [string, string][]): string[] {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

/** "RGB of 0 to 255, less 129.1863, 104.7624, 93.594" */
function normalisationText({ unit, mean, deviation }: Normalisation): string {
  const scale = `${mean.length === 1 ? "grey" : "RGB"} of 0 to ${unit === 1 ? 255 : 1}, less ${mean.join(", ")}`;
  return deviation.every((value) => value === 1) ? scale : `${scale}, divided by ${deviation.join(", ")}`;
}
