import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseStartArguments } from "./start-arguments.mjs";

const desktop = { DISPLAY: ":0", OMNIFER_HOME: "/home/ada/OmniFER" };
const server = { OMNIFER_HOME: "/home/ada/OmniFER" };

describe("npm start", () => {
  it("opens a window on the demonstration project where there is a display", () => {
    const wish = parseStartArguments([], desktop);
    assert.equal(wish.hasWindow, true);
    assert.equal(wish.project, "/home/ada/OmniFER/demonstration");
  });

  it("stays in the terminal without a display, with --headless, and with --once", () => {
    assert.equal(parseStartArguments([], server).hasWindow, false);
    assert.equal(parseStartArguments(["--headless"], desktop).hasWindow, false);
    assert.equal(parseStartArguments(["--once"], desktop).hasWindow, false);
    assert.equal(parseStartArguments([], { ...server, WAYLAND_DISPLAY: "wayland-0" }).hasWindow, true);
  });

  it("takes the project from --project before OMNIFER_PROJECT", () => {
    assert.equal(parseStartArguments([], { ...desktop, OMNIFER_PROJECT: "/data/one" }).project, "/data/one");
    assert.equal(parseStartArguments(["--project", "/data/two"], { ...desktop, OMNIFER_PROJECT: "/data/one" }).project, "/data/two");
    assert.equal(parseStartArguments(["--project=/data/a=b"], desktop).project, "/data/a=b");
  });

  it("hands on what it does not know", () => {
    assert.deepEqual(parseStartArguments(["--cpu", "--force-device-scale-factor=2"], desktop).rest, ["--force-device-scale-factor=2"]);
  });

  it("refuses an option without its value, and both flavours at once", () => {
    assert.throws(() => parseStartArguments(["--port"], server), /--port needs a value/);
    assert.throws(() => parseStartArguments(["--project", "--once"], server), /--project needs a value/);
    assert.throws(() => parseStartArguments(["--cpu", "--gpu"], server), /exclude each other/);
  });
});
