// generator.txt beside the drawn pictures: what drew them. A drawing that was cut short goes on only with pictures of the same stamp,
// and import copies it into dataset.json, so that every run can be traced to the generator through its data set.
import { promises } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../../project/durable.ts";

export const GeneratorStamp = z.object({
  /** `generatorVersion` of demonstration.ts. */
  version: z.string(),
  seed: z.int(),
  /** Share of the full count; 1 is the demonstration. */
  scale: z.number(),
});
export type GeneratorStamp = z.infer<typeof GeneratorStamp>;

const stampPath = (directory: string) => join(directory, "generator.txt");

export const writeGeneratorStamp = (directory: string, { version, seed, scale }: GeneratorStamp): Promise<unknown> =>
  writeDurably(stampPath(directory), `${version} ${seed} ${scale}\n`);

/** undefined where the folder was not drawn. */
export async function readGeneratorStamp(directory: string): Promise<GeneratorStamp | undefined> {
  const text = await promises.readFile(stampPath(directory), "utf8").catch(() => "");
  const [, version, seed, scale] = /^(\d+) (\d+) (\d+(?:\.\d+)?)\n$/.exec(text) ?? [];
  return version === undefined ? undefined : { version, seed: Number(seed), scale: Number(scale) };
}
