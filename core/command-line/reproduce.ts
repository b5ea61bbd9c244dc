// `omnifer reproduce`: Tables 1 to 7 of the paper from the user's data sets, or from miniatures of them, as far as they are there.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TablePage } from "../contract/table-views.ts";
import { paperNetworks } from "../evaluation/arm-result.ts";
import { tableText } from "../evaluation/table-text.ts";
import { type NetworkName, usualStarts } from "../recipe.ts";
import { miniatureRecipe } from "../reproduction/miniature.ts";
import type { ReproductionRecipe } from "../reproduction/reproduction-recipe.ts";
import { type CommandLineEngine, openInProcess } from "./in-process.ts";
import { parseReproduceOptions, type ReproduceOptions } from "./reproduce-options.ts";

export async function reproduce(argv: string[]): Promise<number> {
  const options = parseReproduceOptions(argv);
  const temporary = options.projectDirectory === null ? mkdtempSync(join(tmpdir(), "omnifer-miniature-")) : null;
  const directory = options.projectDirectory ?? temporary!;
  try {
    const engine = await openInProcess(directory);
    try {
      const recipe = options.isMiniature
        ? await miniatureRecipe(join(directory, "data", "miniatures"), options.seeds)
        : await recipeOf(engine, options);
      const { jobId } = await engine.client.request("tables.reproduce", { tables: options.tables, recipe });
      await engine.finished(jobId);
      const pages: TablePage[] = [];
      for (const table of options.tables) pages.push((await engine.client.request("tables.page", { table })).page);
      process.stdout.write(options.json ? `${JSON.stringify(pages)}\n` : `${pages.map(tableText).join("\n\n")}\n`);
      return pages.some(hasOwnRow) ? 0 : 1;
    } finally {
      await engine.close();
    }
  } finally {
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}

const hasOwnRow = ({ groups }: TablePage): boolean => groups.some(({ rows }) => rows.some(({ own }) => own !== null));

/** What is given now, and for the rest the sets that the project knows, and the weights that it holds. */
async function recipeOf({ client, finished }: CommandLineEngine, options: ReproduceOptions): Promise<ReproductionRecipe> {
  for (const [network, file] of Object.entries(options.weights)) {
    const { jobId } = await client.request("weights.import", {
      file,
      network: network as NetworkName,
      channelOrder: null,
      normalisation: null,
    });
    await finished(jobId);
  }
  const { recipe: known } = await client.request("tables.recipe", {});
  const { weights } = await client.request("project.state", {});
  const recipes: ReproductionRecipe["recipes"] = {};
  for (const network of paperNetworks) {
    const held = weights.find((each) => each.network === network);
    if (options.network !== null) recipes[network] = options.pipeline(options.network, usualStarts[options.network]);
    else if (held) recipes[network] = options.pipeline(network, { from: "weights", weightsId: held.id });
  }
  return { ...known, sets: { ...known.sets, ...options.sets }, align: options.align, recipes, seeds: options.seeds };
}
