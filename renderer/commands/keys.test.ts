import { describe, expect, it } from "vitest";
import { chordOf, type KeyEventLike, keysOfChord, takesText } from "./keys.ts";

const press = (key: string, changes: Partial<KeyEventLike> = {}): string =>
  chordOf({ key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...changes });

describe("chordOf", () => {
  it("reads Ctrl and Cmd alike", () => {
    expect(press("z", { ctrlKey: true })).toBe("mod+z");
    expect(press("Z", { metaKey: true, shiftKey: true })).toBe("mod+shift+z");
  });

  it("does not name Shift for a sign that needs it", () => expect(press("?", { shiftKey: true })).toBe("?"));

  it("knows the bracket keys with Shift, whatever they type then", () => {
    expect(press("[", { code: "BracketLeft" })).toBe("[");
    expect(press("}", { code: "BracketRight", shiftKey: true })).toBe("shift+]");
  });

  it("takes brackets that another layout types by another key", () => expect(press("]", { code: "Digit9" })).toBe("]"));

  it("leaves a letter that another layout types by a bracket key", () => expect(press("ü", { code: "BracketLeft" })).toBe("ü"));

  it("names the key that types nothing one can see", () => expect(press(" ", { code: "Space" })).toBe("space"));

  it("names Shift with the long names", () => expect(press("ArrowLeft", { shiftKey: true })).toBe("shift+arrowleft"));
});

describe("takesText", () => {
  it("is true where one types or chooses", () => {
    expect(takesText({ tagName: "INPUT", type: "number" })).toBe(true);
    expect(takesText({ tagName: "INPUT" })).toBe(true);
    expect(takesText({ tagName: "SELECT" })).toBe(true);
    expect(takesText({ tagName: "DIV", isContentEditable: true })).toBe(true);
  });

  it("is false on buttons, sliders and plain elements", () => {
    expect(takesText({ tagName: "INPUT", type: "range" })).toBe(false);
    expect(takesText({ tagName: "BUTTON", type: "submit" })).toBe(false);
    expect(takesText({ tagName: "DIV" })).toBe(false);
  });
});

describe("keysOfChord", () => {
  it("prints what stands on the keys", () => {
    expect(keysOfChord("mod+shift+z", false)).toEqual(["Ctrl", "Shift", "Z"]);
    expect(keysOfChord("mod+1", true)).toEqual(["⌘", "1"]);
    expect(keysOfChord("arrowleft", false)).toEqual(["←"]);
  });
});
