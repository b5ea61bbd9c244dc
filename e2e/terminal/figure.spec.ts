// `omnifer figure`: a figure of a finished project as a PNG, and what is in the way of one.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPng } from "../../core/export/png-texts.fixture.ts";
import { expect, test } from "../fixtures/terminal.ts";

test("figures 2 and 3 are written, and the same figure is the same file", async ({ omnifer, project, folder }) => {
  const directory = await project("finished");
  const draw = async (number: string, name: string, ...more: string[]) => {
    const file = join(folder, name);
    const ended = await omnifer("figure", "--project", directory, "--number", number, "--out", file, ...more).ended;
    expect(ended).toMatchObject({ status: 0, stderr: "" });
    return { file, stdout: ended.stdout, bytes: await readFile(file) };
  };
  const third = await draw("3", "third.png", "--columns", "3", "--values", "confidence");
  expect(third.stdout).toMatch(new RegExp(`^${third.file}: \\d+ pictures\n$`));
  expect(readPng(third.bytes)).toMatchObject({ dotsPerInch: 300, texts: { Title: "Fig. 3" } });
  const again = await draw("3", "again.png", "--columns", "3", "--values", "confidence");
  expect(again.bytes.equals(third.bytes)).toBe(true);
  const second = await draw("2", "second.png", "--json");
  expect(JSON.parse(second.stdout)).toEqual({ file: second.file, pictureCount: 7, withheldCount: 0, unreadableCount: 0 });
});

test("what was decided against licences is kept and listed", async ({ omnifer, project, folder }) => {
  const directory = await project("licensed");
  const decisions = (...more: string[]) => omnifer("figure", "--decisions", "--project", directory, ...more).ended;
  expect(await decisions()).toMatchObject({ status: 0, stdout: "No figure of this project was exported against a licence.\n" });
  const file = join(folder, "second.png");
  const shown = await omnifer("figure", "--project", directory, "--number", "2", "--out", file, "--override-licences").ended;
  expect(shown).toMatchObject({ status: 0, stdout: `${file}: 7 pictures\n` });
  const { stdout } = await decisions();
  const [first, second, ...more] = stdout.split("\n");
  expect(first).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}Fig\. 2 {2}\/.+second\.png$/);
  expect(second).toMatch(/^ {2}RAF-DB may not be shown: For non-commercial research only/);
  expect(more).toEqual([""]);
  const told = JSON.parse((await decisions("--json")).stdout);
  expect(told).toMatchObject({ decisions: [{ content: "Fig. 2", file, licences: [{ title: "RAF-DB", show: "no" }] }] });
  expect(await omnifer("figure", "--decisions", "--project", directory, "--out", file).ended).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("--decisions: found --out beside it"),
  });
});

test("a project without a mined pool, or none at all, says what comes first", async ({ omnifer, project, folder }) => {
  const directory = await project("imported");
  const out = ["--out", join(folder, "figure.png")];
  const early = await omnifer("figure", "--project", directory, "--number", "3", ...out).ended;
  expect(early).toMatchObject({ status: 1, stdout: "" });
  expect(early.stderr).toContain("found no mined pool, expected a pool that was mined, and its selection. Train the primitive learner");
  await mkdir(join(folder, "empty"));
  const none = await omnifer("figure", "--project", join(folder, "empty"), "--number", "2", ...out).ended;
  expect(none).toMatchObject({ status: 1, stderr: expect.stringContaining("There is no project in") });
});
