// The other commands of `omnifer`, and what Ctrl+C means for them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures/terminal.ts";

test("serve closes its project at Ctrl+C: no lock and no journal stay", async ({ omnifer, project }) => {
  const directory = await project("imported");
  const command = omnifer("serve", "--project", directory);
  await command.says(/Workbench: http:\/\/127\.0\.0\.1:\d+\/#token=/);
  await command.pressCtrlCUntilItEnds();
  expect(await command.ended).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(directory).filter((name) => name.startsWith("project."))).toEqual(["project.sqlite"]);
});

test("demo goes on, when it is asked for again, with a demonstration that was cancelled", async ({ omnifer, folder }) => {
  const directory = join(folder, "demonstration");
  for (const _attempt of ["first", "second"]) {
    const command = omnifer("demo", directory, "--once");
    await command.says(/ % {2}Drawing/);
    command.pressCtrlC();
    const { status, stderr } = await command.ended;
    expect(stderr).toContain("The same command goes on from the last checkpoint");
    expect(status).toBe(1);
  }
});

test("doctor --json says what computes", async ({ omnifer }) => {
  const { status, stdout } = await omnifer("doctor", "--json").ended;
  expect(status).toBe(0);
  const description = JSON.parse(stdout);
  expect(description).toMatchObject({ backend: "tensorflow", node: process.versions.node, threads: expect.any(Number) });
  expect(description).toHaveProperty("bfloat16Speed"); // null where the machine lacks it
});

test("an unknown option, and an unknown command, are refused by name", async ({ omnifer }) => {
  const wrongOption = await omnifer("run", "--projects", "faces").ended;
  expect(wrongOption).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(/^omnifer: .*'--projects'.*Try: omnifer run --help\n$/),
  });
  const wrongCommand = await omnifer("mine").ended;
  expect(wrongCommand).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining('there is no command "mine"') });
});
