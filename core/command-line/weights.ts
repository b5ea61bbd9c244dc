// `omnifer weights inspect|convert`: what a file of pretrained weights is, and the same weights in the form that PyTorch and the
// workbench read. Neither needs a project or TensorFlow.
import { basename } from "node:path";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { importWeights } from "../networks/weights/import-weights.ts";
import { inspectWeights } from "../networks/weights/inspect-weights.ts";
import { writeSafetensors } from "../networks/weights/safetensors.ts";
import { readWeightFile } from "../networks/weights/weight-file.ts";
import { weightMetadata } from "../networks/weights/weight-input.ts";
import { conversionText, inspectionText } from "./weights-lines.ts";
import { type ConvertOptions, parseWeightsOptions, type WeightsOptions } from "./weights-options.ts";

/** 0; 1 for a file that fits no network. @throws InputError for a file that holds no weights, or cannot be converted */
export async function weights(argv: string[]): Promise<number> {
  const options = parseWeightsOptions(argv);
  return options.action === "inspect" ? inspect(options) : convert(options);
}

function inspect(options: WeightsOptions): number {
  const name = basename(options.path);
  const inspection = inspectWeights(readWeightFile(options.path), name, options, (network) => networkOf(usualSetup(network)));
  process.stdout.write(options.json ? `${JSON.stringify({ file: name, ...inspection })}\n` : inspectionText(name, inspection));
  return inspection.recognised?.misfits.length === 0 ? 0 : 1;
}

async function convert(options: ConvertOptions): Promise<number> {
  const { tensors, report } = importWeights(options.path, options);
  const metadata = { ...weightMetadata({ name: report.network, normalisation: report.normalisation }), layout: report.layout };
  const { digest, bytes } = await writeSafetensors(options.target, tensors, { ...metadata, source: basename(options.path) });
  const result = { file: basename(options.target), bytes, digest, report };
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : conversionText(result));
  return 0;
}
