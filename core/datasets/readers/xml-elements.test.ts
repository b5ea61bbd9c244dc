import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { SetFolder } from "../set-folder.ts";
import { readXml, xmlElements } from "./xml-elements.ts";

const billion = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<lolz>&lol2;</lolz>`;

describe("elements of a small XML file", () => {
  it("come in order, with attributes, parents and lines", () => {
    const text =
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<m:set xmlns:m="urn:m">\r\n<au Number="12">\n<m:Marker\n Frame="7"/></au></m:set>';
    const [set, unit, marker] = xmlElements(text, "x.xml");
    expect(set).toMatchObject({ name: "set", parent: null, line: 2 });
    expect(unit).toMatchObject({ name: "au", parent: set, line: 3 });
    expect(marker).toMatchObject({ name: "Marker", parent: unit, line: 5 });
    expect([...marker!.attributes]).toEqual([["Frame", "7"]]);
  });

  it("may hold the entities that XML itself has, and a document type that only names itself", () => {
    const [element] = xmlElements('<!DOCTYPE a SYSTEM "a.dtd"><a b="&lt;&amp;&#65;"/>', "x.xml");
    expect(element!.attributes.get("b")).toBe("<&A");
  });

  it.each([
    ["a bomb of entities", billion, /x\.xml, line 2: found a document type that declares entities.*Unpack or download/],
    ["an entity that nobody declared", '<a>\n<b c="&lol;"/></a>', /x\.xml, line 2: found XML that is broken: "Invalid character entity"/],
    ["an entity of HTML's", "<a>&eacute;</a>", /x\.xml, line 1: found XML that is broken: "Invalid character entity"/],
    ["a file that was cut off", '<a>\n<b c="1"/>\n', /x\.xml, line 3: found XML that is broken: "Unclosed root tag"/],
    ["a file that was cut off in a tag", '<a>\n<b c="', /x\.xml, line 2: found XML that is broken/],
    ["tags that cross", "<a><b></a></b>", /x\.xml, line 1: found XML that is broken: "Unexpected close tag"/],
    ["two files in one", "<a/>\n<a/>", /x\.xml, line 2: found a second root element, "a"/],
    ["nothing", "", /x\.xml, line 1: found no element at all/],
    ["another format", "GIF89a\u0001", /x\.xml, line 1: found XML that is broken/],
    ["more levels than any data set has", "<a>".repeat(65), /found elements in more than 64 others/],
    ["more elements than any data set has", `<a>${"<b/>".repeat(50_000)}</a>`, /found more than 50000 elements/],
  ])("are refused in %s", (_, text, message) => {
    expect(() => xmlElements(text, "x.xml")).toThrow(InputError);
    expect(() => xmlElements(text, "x.xml")).toThrow(message);
  });

  it("are refused in a file that is larger than any data set's, before it is read", async () => {
    const root = mkdtempSync(join(tmpdir(), "xml "));
    writeFileSync(join(root, "big.xml"), `<a>${" ".repeat(2 ** 20)}</a>`);
    writeFileSync(join(root, "utf16.xml"), Buffer.from('\uFEFF<a b="é"/>', "utf16le"));
    const folder = await SetFolder.open(root, new AbortController().signal);
    await expect(readXml(folder, "big.xml")).rejects.toThrow(/big\.xml: found 1048583 bytes, expected at most 1048576/);
    expect((await readXml(folder, "utf16.xml"))[0]!.attributes.get("b")).toBe("é");
    rmSync(root, { recursive: true });
  });

  it("let only an InputError escape, whatever the text is", () => {
    const bits = ["<", ">", "/", "a", '"', "'", "=", "&", ";", "#", "!", "--", "[", "]", "?", "DOCTYPE", "CDATA", " ", "\n", "\u0000", "é"];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (some) => {
        try {
          xmlElements(some, "x.xml");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
