import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boundsToUse, readBounds, rememberBounds } from "./window-bounds.ts";

const laptop = { x: 0, y: 0, width: 1920, height: 1080 };
const beside = { x: 1920, y: 0, width: 2560, height: 1440 };
const onSecond = { x: 2000, y: 50, width: 1200, height: 800, isMaximized: false };

describe("the place of the window", () => {
  it("is the remembered one while its display is there", () => {
    expect(boundsToUse(onSecond, [laptop, beside])).toEqual(onSecond);
  });

  it("is the middle of the first display when the remembered one has gone", () => {
    expect(boundsToUse(onSecond, [laptop])).toEqual({ width: 1440, height: 940, isMaximized: false });
  });

  it("keeps a title bar that could not be grasped from being used", () => {
    expect(boundsToUse({ ...onSecond, x: 0, y: -300 }, [laptop])).not.toHaveProperty("x");
    expect(boundsToUse({ ...onSecond, x: 0, y: 1050 }, [laptop])).not.toHaveProperty("x");
  });

  it("fits a small display", () => {
    expect(boundsToUse(null, [{ x: 0, y: 0, width: 1280, height: 720 }])).toMatchObject({ width: 1280, height: 720 });
  });
});

describe("the remembered place", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bounds-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read as it was written", async () => {
    await rememberBounds(join(folder, "window.json"), onSecond);
    expect(await readBounds(join(folder, "window.json"))).toEqual(onSecond);
  });

  it.each(["", "{", "[]", '{"x":0,"y":0,"width":0,"height":-5,"isMaximized":false}', '{"x":"a"}'])(
    "is forgotten when the file says %j",
    async (text) => {
      writeFileSync(join(folder, "broken.json"), text);
      expect(await readBounds(join(folder, "broken.json"))).toBeNull();
    },
  );

  it("is nothing at the first start", async () => {
    expect(await readBounds(join(folder, "absent.json"))).toBeNull();
  });
});
