import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAddress, isPlainName, type PictureAddress, parseAddress, wholeFile, withoutPoints } from "./picture-address.ts";

describe("a picture's address", () => {
  it("of a whole file is its name, whatever characters that holds", () => {
    expect(formatAddress(wholeFile("S005/001/a #1 (x=2).png"))).toBe("S005/001/a #1 (x=2).png");
    expect(parseAddress("S005/001/a #1 (x=2).png")).toEqual(wholeFile("S005/001/a #1 (x=2).png"));
  });

  it("names a record of a container, a row of numbers, a box and five points", () => {
    expect(formatAddress({ ...wholeFile("train.rec"), stretch: { offset: 48, length: 2817 } })).toBe("train.rec#bytes=48+2817");
    const row = { ...wholeFile("fer2013.csv"), stretch: { offset: 23, length: 8287 }, numbers: { width: 48, height: 48 } };
    expect(formatAddress(row)).toBe("fer2013.csv#numbers=23+8287,48x48");
    const box = { left: -3, top: 10, right: 90, bottom: 110 };
    const points = [38.29, 51.7, 73.53, 51.5, 56.03, 71.74, 41.55, 92.37, 70.73, 92.2];
    expect(formatAddress({ ...wholeFile("origin/x.jpg"), box, points })).toBe(
      "origin/x.jpg#box=-3,10,90,110&face=38.29,51.7,73.53,51.5,56.03,71.74,41.55,92.37,70.73,92.2",
    );
  });

  it("is read back as it was written", () => {
    const whole = fc.nat({ max: 2 ** 40 });
    const hundredths = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 100);
    const address = fc.record<PictureAddress>({
      file: fc.string({ minLength: 1 }).filter(isPlainName),
      stretch: fc.option(fc.record({ offset: whole, length: whole })),
      numbers: fc.constant(null),
      box: fc.option(fc.record({ left: fc.integer(), top: fc.integer(), right: fc.integer(), bottom: fc.integer() })),
      points: fc.option(fc.array(hundredths, { minLength: 10, maxLength: 10 })),
    });
    fc.assert(
      fc.property(address, (one) => {
        expect(JSON.stringify(parseAddress(formatAddress(one)))).toBe(JSON.stringify(one));
      }),
    );
  });

  it("is read by people without the points of a face, with all else that tells one picture from another", () => {
    expect(withoutPoints("a/b.jpg#box=1,2,3,4&face=1,2,3,4,5,6,7,8,9,10")).toBe("a/b.jpg#box=1,2,3,4");
    expect(withoutPoints("train.rec#bytes=1+2")).toBe("train.rec#bytes=1+2");
    expect(withoutPoints("face=1.jpg")).toBe("face=1.jpg");
  });

  it("cannot be a file name: such a name is not plain", () => {
    expect(isPlainName("train.rec#bytes=1+2")).toBe(false);
    expect(isPlainName("a#b.jpg")).toBe(true);
  });
});
