import { describe, expect, it } from "vitest";
import { columnOfRoot, columnsOfFigure2, readerOfRoot, rootOf, rowsOfFigure2 } from "./figure-2.ts";

describe("the column of a picture", () => {
  it("is the data set whose reader the first part of its address names, numbered where two folders have it", () => {
    const roots = { "raf-db": "/r", "fer2013-2": "/f" };
    expect(rootOf(roots, "raf-db/aligned/a.jpg")).toBe("raf-db");
    expect(columnOfRoot("data-1", "raf-db")).toBe("raf-db");
    expect(columnOfRoot("data-1", rootOf(roots, "fer2013-2/fer2013.csv#numbers=4+5,48x48"))).toBe("fer2013");
  });

  it("is MMI for frames: only its films have them", () => {
    expect(columnOfRoot("data-1", rootOf({ mmi: "/m", "@frames": "/p" }, "@frames/1f/00012.png"))).toBe("mmi");
  });

  it("is the project's own data set for a folder that somebody collected", () => {
    expect(rootOf({ "": "/faces" }, "raf-db/a.jpg")).toBe("");
    expect(["", "class-folders", "labels-csv-2"].map((key) => columnOfRoot("data-1", key))).toEqual(["data-1", "data-1", "data-1"]);
    expect(["", "class-folders-2", "raf-db-x", "ck-plus"].map(readerOfRoot)).toEqual([null, "class-folders", null, "ck-plus"]);
  });
});

describe("rows and columns of Fig. 2", () => {
  it("are the paper's in its order, then what else there is", () => {
    const paper = ["neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise"];
    expect(rowsOfFigure2(["surprise", "contempt", "neutral", "contempt"])).toEqual([...paper, "contempt"]);
    expect(rowsOfFigure2([])).toEqual(paper);
    expect(columnsOfFigure2(["data-1", "jaffe"], ["data-1"])).toEqual(["raf-db", "fer2013", "mmi", "ck-plus", "jaffe", "data-1"]);
  });

  it("are only the project's classes when they have nothing to do with expressions", () => {
    expect(rowsOfFigure2(["cat", "dog", "cat"])).toEqual(["cat", "dog"]);
  });

  it("add the newest other data set unasked only where the project has none of the paper's", () => {
    expect(columnsOfFigure2(["data-2", "data-1"], null).slice(5)).toEqual(["data-2"]);
    expect(columnsOfFigure2(["data-2", "jaffe"], null).slice(5)).toEqual([]);
    expect(columnsOfFigure2(["data-2", "data-1"], []).slice(5)).toEqual([]);
    expect(columnsOfFigure2(["data-1"], ["gone", "data-1"]).slice(5)).toEqual(["data-1"]);
  });
});
