import { describe, expect, it } from "vitest";
import { alignedRoles, readSetOptions as read, type SetValues } from "./set-options.ts";

const readSetOptions = (command: string, values: SetValues) => read(command, values, ["anchor", "pool", "test"]);
const folders = { anchor: "/data/raf", pool: "/data/ms1m", test: "/data/jaffe" };
const plain = { reader: null, choices: {}, parts: null, meanings: {}, fold: null };

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

  it("name the roles whose faces are turned upright", () => {
    expect(alignedRoles("run", undefined, folders)).toEqual([]);
    expect(alignedRoles("run", "all", folders)).toEqual(["anchor", "pool", "test"]);
    expect(alignedRoles("run", "anchor, test", folders)).toEqual(["anchor", "test"]);
    expect(() => alignedRoles("run", "tests", folders)).toThrow('--align: found "tests", expected anchor or pool or test');
    expect(() => alignedRoles("run", "all", null)).toThrow("--align: found no --anchor, --pool and --test");
  });

  it("split the people of one folder over anchors and tests", () => {
    const ck = { anchor: "/data/ck", pool: "/data/ms1m", test: "/data/../data/ck", fold: "subject-ten-fold:3" };
    const roles = readSetOptions("run", ck)!;
    expect(roles.anchor.fold).toEqual({ protocol: "subject-ten-fold", index: 3, side: "train" });
    expect(roles.test.fold).toEqual({ protocol: "subject-ten-fold", index: 3, side: "test" });
    expect(roles.pool.fold).toBeNull();
  });

  it("name the test set alone, for a run that is finished", () => {
    expect(read("evaluate", { test: "/data/jaffe", map: ["test.AN=anger"] }, ["test"])).toEqual({
      test: { directory: "/data/jaffe", ...plain, meanings: { AN: "anger" } },
    });
    expect(() => read("evaluate", { test: "/data/jaffe", part: ["pool=all"] }, ["test"])).toThrow("expected test");
  });

  it.each([
    [{ anchor: "/data/raf", test: "/data/jaffe" }, "--pool: found nothing, expected a folder beside --anchor and --test"],
    [{ map: ["test.AN=anger"] }, "--map: found no --test"],
    [{ ...folders, fold: "subject-ten-fold:3" }, "--fold: found two folders, expected the same folder for --anchor and --test"],
    [{ ...folders, test: "/data/raf", fold: "subject-ten-fold" }, '--fold: found "subject-ten-fold", expected PROTOCOL:INDEX'],
    [{ ...folders, test: "/data/raf", fold: "ten:1" }, '--fold: found "ten", expected subject-ten-fold or leave-one-subject-out'],
    [{ fold: "subject-ten-fold:3" }, "--fold: found no --anchor, --pool, --test, expected what it is about"],
    [{ ...folders, part: ["train"] }, '--part: found "train", expected ROLE=VALUE, with ROLE one of anchor, pool, test'],
    [{ ...folders, part: ["test=a,,b"] }, '--part: found "test=a,,b"'],
    [{ ...folders, reader: ["anchor=raf"] }, '--reader: found "raf", expected raf-db or fer2013'],
    [{ ...folders, reader: ["anchors=raf-db"] }, '--reader: found "anchors", expected anchor or pool or test'],
    [{ ...folders, choice: ["anchor=original"] }, '--choice: found "anchor=original", expected ROLE.NAME=VALUE'],
  ])("refuse %j", (values, message) => {
    expect(() => readSetOptions("run", values)).toThrow(message);
  });
});
