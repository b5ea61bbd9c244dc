// Where the weights are in what a training script saved: the dict itself, or one under a usual name beside epoch, optimiser and
// accuracy. Names stay as they are, "module." and all; layouts/ knows what to do with those.
import type { Budget } from "./budget.ts";
import { TorchTensor } from "./torch-globals.ts";
import { quoted, weightFault } from "./weight-fault.ts";

export interface StateDict {
  tensors: Map<string, TorchTensor>;
  /** Numbers and texts that were saved beside them. */
  metadata: Record<string, string>;
}

/** Names under which scripts keep the weights, the likeliest first. */
const usualNames = ["state_dict", "model_state_dict", "model", "net", "weights", "params", "model_state", "module", "ema_state_dict"];

const longestName = 1000;

/** @throws InputError when there are no tensors, or more than one dict could be meant */
export function findStateDict(content: unknown, budget: Budget): StateDict {
  if (!(content instanceof Map)) {
    const found = content instanceof TorchTensor ? "a single tensor" : "no dict";
    throw weightFault(budget.file, { found, expected: "a dict of tensors by name", mend: "Save model.state_dict()." });
  }
  const weights = hasTensors(content, budget) ? content : dictInside(content, budget);
  return { tensors: tensorsOf(weights, "", new Map(), budget), metadata: plainValues(content, budget) };
}

function dictInside(content: Map<unknown, unknown>, budget: Budget): Map<unknown, unknown> {
  const candidates = [...content].filter((entry): entry is [unknown, Map<unknown, unknown>] => isStateDict(entry[1], budget));
  const usual = usualNames.map((name) => candidates.find(([key]) => key === name)).find((candidate) => candidate !== undefined);
  const chosen = usual ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (chosen) return chosen[1];
  const keys = (candidates.length > 0 ? candidates.map(([key]) => key) : [...content.keys()])
    .slice(0, 5)
    .map((key) => (typeof key === "string" ? quoted(key) : "no text"));
  throw weightFault(budget.file, {
    found: candidates.length > 0 ? `several dicts of tensors, ${keys.join(", ")}` : `no tensors under ${keys.join(", ") || "any name"}`,
    expected: `tensors by name, or one dict of them under ${usualNames.slice(0, 3).map(quoted).join(", ")}`,
    mend: "Save model.state_dict() alone.",
  });
}

function isStateDict(value: unknown, budget: Budget): boolean {
  return value instanceof Map && hasTensors(value, budget);
}

function hasTensors(dict: Map<unknown, unknown>, budget: Budget): boolean {
  for (const value of dict.values()) {
    budget.count();
    if (value instanceof TorchTensor) return true;
  }
  return false;
}

/** Dicts within the dict become names with a dot. */
function tensorsOf(
  dict: Map<unknown, unknown>,
  prefix: string,
  tensors: Map<string, TorchTensor>,
  budget: Budget,
): Map<string, TorchTensor> {
  for (const [key, value] of dict) {
    budget.count();
    const isWanted = value instanceof TorchTensor || value instanceof Map;
    const name = isWanted ? nameOf(prefix, key, budget.file) : "";
    if (value instanceof TorchTensor) tensors.set(name, value);
    else if (value instanceof Map) budget.deeper(() => tensorsOf(value, `${name}.`, tensors, budget));
  }
  return tensors;
}

function nameOf(prefix: string, key: unknown, file: string): string {
  if ((typeof key === "string" || typeof key === "number") && prefix.length + String(key).length <= longestName) return `${prefix}${key}`;
  throw weightFault(file, {
    place: quoted(prefix),
    found: "a tensor without a proper name",
    expected: `a text of at most ${longestName} characters`,
  });
}

function plainValues(content: Map<unknown, unknown>, budget: Budget): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null);
  for (const [key, value] of content) {
    budget.count();
    if (typeof key === "string" && ["string", "number", "boolean"].includes(typeof value)) metadata[key] = String(value);
  }
  return metadata;
}
