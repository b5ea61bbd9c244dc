// `omnifer data inspect`: what is in the folder of a data set, without a project and without importing anything.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeClassFolders } from "../../core/datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../../core/datasets/miniatures/fer2013.ts";
import { expect, test } from "../fixtures/terminal.ts";

test("inspect counts classes and parts, says what was left out, and takes a choice", async ({ omnifer, folder }) => {
  const directory = join(folder, "FER 2013");
  await writeFer2013({ directory, seed: 1, layout: "ferplus", train: 2, test: 1 });
  const inspected = await omnifer("data", "inspect", directory).ended;
  expect(inspected).toMatchObject({ status: 0, stderr: "" });
  expect(inspected.stdout).toContain("data set   FER-2013 (fer2013): fer2013.csv and fer2013new.csv\n");
  expect(inspected.stdout).toContain("3      happiness      2           1     1    4\n");
  expect(inspected.stdout).toContain("note: fer2013new.csv has FER+'s votes");

  const voted = await omnifer("data", "inspect", directory, "--choice", "labels=ferplus", "--json").ended;
  expect(voted.status).toBe(0);
  expect(JSON.parse(voted.stdout)).toMatchObject({
    reader: "fer2013",
    count: 24,
    parts: ["train", "validation", "test"],
    leftOut: expect.arrayContaining([
      { reason: "no majority among FER+'s votes", count: 1, examples: [expect.objectContaining({ line: 3 })] },
    ]),
  });
});

test("a label that nobody knows ends with 1 until it is given a class", async ({ omnifer, folder }) => {
  const directory = join(folder, "faces");
  await writeClassFolders({ directory, seed: 1, train: 1, test: 1 });
  mkdirSync(join(directory, "train", "smirk"));
  appendFileSync(join(directory, "train", "smirk", "1.jpg"), "no picture is opened");
  const asked = await omnifer("data", "inspect", directory).ended;
  expect(asked).toMatchObject({ status: 1, stderr: "" });
  expect(asked.stdout).toContain('note: What does "smirk" mean? Say it with --map LABEL=CLASS or LABEL=none.\n');
  const told = await omnifer("data", "inspect", directory, "--map", "smirk=contempt").ended;
  expect(told.status).toBe(0);
  expect(told.stdout).toMatch(/^smirk {6}contempt {7}1 {5}0 {4}1$/m);
  const refused = await omnifer("data", "inspect", directory, "--map", "smirk=smug").ended;
  expect(refused).toMatchObject({ status: 1, stdout: "" });
  expect(refused.stderr).toContain('omnifer: --map: found the class "smug" for "smirk", expected surprise, fear,');
});

test("a broken row, and a folder that is none, are told with their mend", async ({ omnifer, folder }) => {
  const directory = join(folder, "FER");
  await writeFer2013({ directory, seed: 1, train: 1, test: 1 });
  appendFileSync(join(directory, "fer2013.csv"), "3,256 0,Training\n");
  const broken = await omnifer("data", "inspect", directory).ended;
  expect(broken).toMatchObject({ status: 1, stdout: "" });
  expect(broken.stderr).toContain("fer2013.csv, line 23: found a value above 255 as number 1, expected 2304 grey values");
  mkdirSync(join(folder, "empty"));
  const empty = await omnifer("data", "inspect", join(folder, "empty")).ended;
  expect(empty.status).toBe(1);
  expect(empty.stderr).toMatch(/found an empty folder, expected one of these: .*images\/ and labels\.csv.*Choose the folder/);
});
