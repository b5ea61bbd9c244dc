import { describe, expect, it } from "vitest";
import { breakLines, lineSvg, lineWidth, shortenLine } from "./lettering.ts";

const place = { x: 100, y: 50, size: 2048, weight: "regular", anchor: "start", colour: "#000000" } as const;

describe("lines of Inter's outlines", () => {
  it("are as wide as their letters, less what the font's kerning takes", () => {
    expect(lineWidth("nn", 20, "regular")).toBeCloseTo(2 * lineWidth("n", 20, "regular"));
    expect(lineWidth("To", 20, "regular")).toBeLessThan(lineWidth("T", 20, "regular") + lineWidth("o", 20, "regular"));
    expect(lineWidth("sadness", 20, "semibold")).toBeGreaterThan(lineWidth("sadness", 20, "regular"));
    expect(lineWidth("", 20, "regular")).toBe(0);
  });

  it("become paths, placed by their left edge, middle or right edge", () => {
    const width = lineWidth("i", 2048, "regular");
    expect(lineSvg("i", place)).toMatch(/^<g fill="#000000" transform="translate\(100 50\) scale\(1\.000000\)"><path d="M[^"]+"\/><\/g>$/);
    expect(lineSvg("i", { ...place, anchor: "end" })).toContain(`translate(${100 - width} 50)`);
    expect(lineSvg("i", { ...place, anchor: "middle" })).toContain(`translate(${100 - width / 2} 50)`);
  });

  it("know letters of other European scripts, composed or not", () => {
    expect(lineWidth("Fröhlichkeit, χαρά, радость, štěstí − × …", 20, "semibold")).toBeGreaterThan(300);
    expect(lineSvg("o\u0308", place)).toBe(lineSvg("ö", place));
  });

  it("are left to the machine's typeface where a letter is not among them, as words and never as markup", () => {
    expect(lineSvg("喜び <b>&", place)).toContain(">喜び &lt;b&gt;&amp;</text>");
    expect(lineWidth("喜び", 10, "regular")).toBe(20);
    expect(lineSvg("喜\u0007", place)).toContain("喜?");
  });
});

describe("breaking and shortening", () => {
  it("fills lines word by word and keeps every word", () => {
    const text = "Each row is one class, sorted by the distance to its centroid";
    const lines = breakLines(text, 20, "regular", 200);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(lineWidth(line, 20, "regular")).toBeLessThanOrEqual(200);
    expect(lines.join(" ")).toBe(text);
    expect(breakLines("unbreakable", 20, "regular", 5)).toEqual(["unbreakable"]);
  });

  it("ends what does not fit in an ellipsis", () => {
    expect(shortenLine("RAF-DB", 20, "regular", 200)).toBe("RAF-DB");
    const short = shortenLine("Demonstration faces", 20, "regular", 120);
    expect(short).toMatch(/^Demon.*…$/);
    expect(lineWidth(short, 20, "regular")).toBeLessThanOrEqual(120);
  });
});
