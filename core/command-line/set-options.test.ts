import { describe, expect, it } from "vitest";
import { readSetOptions as read, type SetValues } from "./set-options.ts";

const readSetOptions = (command: string, values: SetValues) => read(command, values, ["anchor", "pool", "test"]);
const folders = { anchor: "/data/raf", pool: "/data/ms1m", test: "/data/jaffe" };
const plain = { reader: null, choices: {}, parts: null, meanings: {} };

describe("the options that put a data set together", () => {
  it("name a folder for each role", () => {
    expect(readSetOptions("run", folders)).toEqual({
      anchor: { directory: "/data/raf", ...plain },
      pool: { directory: "/data/ms1m", ...plain },
      test: { directory: "/data/jaffe", ...plain },
    });
    expect(readSetOptions("run", {})).toBeNull();
  });

  it("say more about a role", () => {
    const roles = readSetOptions("run", {
      ...folders,
      part: ["test=validation,test"],
      reader: ["anchor=raf-db"],
      choice: ["anchor.images=original"],
      map: ["test.contempt=none", "test.AN=anger"],
    });
    expect(roles!.test.parts).toEqual(["validation", "test"]);
    expect(roles!.anchor).toMatchObject({ reader: "raf-db", choices: { images: "original" } });
    expect(roles!.test.meanings).toEqual({ contempt: "none", AN: "anger" });
  });

  it("name the test set alone, for a run that is finished", () => {
    expect(read("evaluate", { test: "/data/jaffe", map: ["test.AN=anger"] }, ["test"])).toEqual({
      test: { directory: "/data/jaffe", ...plain, meanings: { AN: "anger" } },
    });
    expect(() => read("evaluate", { test: "/data/jaffe", part: ["pool=all"] }, ["test"])).toThrow("expected test");
  });

  it.each([
    [{ anchor: "/data/raf", test: "/data/jaffe" }, "--pool: found nothing, expected a folder beside --anchor and --test"],
    [{ map: ["test.AN=anger"] }, "--map: found no --anchor, --pool, --test"],
    [{ ...folders, part: ["train"] }, '--part: found "train", expected ROLE=VALUE, with ROLE one of anchor, pool, test'],
    [{ ...folders, part: ["test=a,,b"] }, '--part: found "test=a,,b"'],
    [{ ...folders, reader: ["anchor=raf"] }, '--reader: found "raf", expected raf-db or fer2013'],
    [{ ...folders, reader: ["anchors=raf-db"] }, '--reader: found "anchors", expected anchor or pool or test'],
    [{ ...folders, choice: ["anchor=original"] }, '--choice: found "anchor=original", expected ROLE.NAME=VALUE'],
  ])("refuse %j", (values, message) => {
    expect(() => readSetOptions("run", values)).toThrow(message);
  });
});
