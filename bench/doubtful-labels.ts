// How many labels that were flipped on purpose confident learning finds: precision and recall of its list (docs/results.md).
// node bench/run.mjs doubtful-labels flip DIR [SHARE]    flips that share of DIR's anchor labels (0.1), keeps the right ones beside them
// node bench/run.mjs doubtful-labels score DIR CHECK     CHECK: what `omnifer data check --json` printed for a project of that DIR
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WholeCheck } from "../core/command-line/check-lines.ts";
import { randomStream } from "../core/random.ts";

const written = (directory: string) => join(directory, "labels.csv");
const right = (directory: string) => join(directory, "right-labels.csv");

/** Label and part by file. */
function labelsOf(path: string): Map<string, { label: string; split: string }> {
  const [, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  return new Map(
    lines.map((line) => {
      const [file, label, split] = line.split(",") as [string, string, string];
      return [file, { label, split }];
    }),
  );
}

function flip(directory: string, share: number): void {
  if (!existsSync(right(directory))) copyFileSync(written(directory), right(directory));
  const labels = labelsOf(right(directory));
  const classes = [...new Set([...labels.values()].map(({ label }) => label))].filter(Boolean).sort();
  const random = randomStream(1, "flipped labels");
  let flipped = 0;
  const lines = [...labels].map(([file, { label, split }]) => {
    if (split !== "anchor" || random.uniform() >= share) return `${file},${label},${split}`;
    flipped++;
    const others = classes.filter((name) => name !== label);
    return `${file},${others[random.integer(others.length)]},${split}`;
  });
  writeFileSync(written(directory), `${["file,label,split", ...lines].join("\n")}\n`);
  console.log(`${flipped} anchor labels flipped`);
}

function score(directory: string, path: string): void {
  const { doubtfulLabels, classes } = JSON.parse(readFileSync(path, "utf8")) as WholeCheck;
  if (!doubtfulLabels.found) throw new Error(`${path} has no doubtful labels: it needs out-of-fold anchors.`);
  const { rows, anchorCount } = doubtfulLabels.found;
  const [now, before] = [labelsOf(written(directory)), labelsOf(right(directory))];
  const flipped = [...now].filter(([file, { label }]) => before.get(file)!.label !== label).length;
  const isFlipped = (file: string) => now.get(file)!.label !== before.get(file)!.label;
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  console.log(`${flipped} of ${anchorCount} labels flipped (${percent(flipped, anchorCount)})`);
  for (const count of [50, 100, flipped, rows.length]) {
    const found = rows.slice(0, count).filter(({ file }) => isFlipped(file));
    const corrected = found.filter(({ file, suggested }) => classes[suggested] === before.get(file)!.label).length;
    const figures = `precision ${percent(found.length, Math.min(count, rows.length))}, recall ${percent(found.length, flipped)}`;
    console.log(`first ${count} of the list: ${figures}, right label suggested for ${percent(corrected, found.length)} of those found`);
  }
}

const [action, directory, more] = process.argv.slice(2);
if (action === "flip" && directory) flip(directory, Number(more ?? 0.1));
else if (action === "score" && directory && more) score(directory, more);
else throw new Error("Usage: doubtful-labels flip DIR [SHARE] | score DIR CHECK");
