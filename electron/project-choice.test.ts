import { describe, expect, it } from "vitest";
import { chooseProject, windowDirectory } from "./project-choice.ts";

const choose = (argv: string[], environment: NodeJS.ProcessEnv = {}) =>
  chooseProject({ argv: ["electron", "--no-sandbox", ...argv], environment, home: "/home/ada", workingDirectory: "/data" });

describe("the project of a window", () => {
  it("is the demonstration when nothing is named", () => {
    expect(choose([])).toEqual({ directory: "/home/ada/OmniFER/demonstration", isDemonstration: true });
  });

  it("is the demonstration below OMNIFER_HOME where that is set", () => {
    expect(choose([], { OMNIFER_HOME: "/srv/faces" })).toEqual({ directory: "/srv/faces/demonstration", isDemonstration: true });
  });

  it("is the demonstration also where OMNIFER_HOME is relative and npm start has named the whole path", () => {
    const environment = { OMNIFER_HOME: "faces", OMNIFER_PROJECT: "/data/faces/demonstration" };
    expect(choose([], environment)).toEqual({ directory: "/data/faces/demonstration", isDemonstration: true });
  });

  it("is the named folder, seen from where the command was typed", () => {
    expect(choose(["--project", "faces"])).toEqual({ directory: "/data/faces", isDemonstration: false });
    expect(choose(["--project=/faces"])).toEqual({ directory: "/faces", isDemonstration: false });
  });

  it("comes from the environment only when the command line names none", () => {
    expect(choose([], { OMNIFER_PROJECT: "/from-environment" }).directory).toBe("/from-environment");
    expect(choose(["--project", "faces"], { OMNIFER_PROJECT: "/from-environment" }).directory).toBe("/data/faces");
  });

  it("is the demonstration also under its full name", () => {
    expect(choose(["--project", "../home/ada/OmniFER/demonstration/"]).isDemonstration).toBe(true);
  });

  it("is the demonstration when --project has no name after it", () => {
    expect(choose(["--project"]).isDemonstration).toBe(true);
    expect(choose(["--project="]).isDemonstration).toBe(true);
  });
});

it("each project has a folder of its own for its window", () => {
  const folder = (project: string) => windowDirectory("/home/ada/.config", project);
  expect(folder("/faces")).toMatch(/^\/home\/ada\/\.config\/omnifer-workbench\/[0-9a-f]{16}$/);
  expect(folder("/faces")).toBe(folder("/faces"));
  expect(folder("/faces")).not.toBe(folder("/other"));
});
