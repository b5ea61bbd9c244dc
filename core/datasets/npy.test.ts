import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { npyBytes } from "./miniatures/npy.ts";
import { parseNpy } from "./npy.ts";

const faultOf = (bytes: Buffer): string => {
  try {
    parseNpy(bytes, "7_exp.npy");
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "no fault";
};
const withHeader = (header: string, values = "", version = 1): Buffer => {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(Buffer.byteLength(header), 0, length.length);
  return Buffer.concat([
    Buffer.from(`\x93NUMPY${String.fromCharCode(version, 0)}`, "latin1"),
    length,
    Buffer.from(header),
    Buffer.from(values),
  ]);
};
const head = (header: string) => `93 4e 55 4d 50 59 01 00 76 00 ${Buffer.from(header.padEnd(117)).toString("hex")} 0a`;
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("parseNpy", () => {
  // Written by numpy.save of NumPy 2.
  it.each([
    ["np.array('3')", `${head("{'descr': '<U1', 'fortran_order': False, 'shape': (), }")} 33 00 00 00`, { shape: [], values: ["3"] }],
    [
      "np.int64(3)",
      `${head("{'descr': '<i8', 'fortran_order': False, 'shape': (), }")} 03 00 00 00 00 00 00 00`,
      { shape: [], values: [3] },
    ],
    [
      "np.array([1.5, 2], dtype='<f4')",
      `${head("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")} 00 00 c0 3f 00 00 00 40`,
      { shape: [2], values: [1.5, 2] },
    ],
    ["np.array(b'7')", `${head("{'descr': '|S1', 'fortran_order': False, 'shape': (), }")} 37`, { shape: [], values: ["7"] }],
  ])("reads %s", (_what, hex, expected) => {
    expect(parseNpy(bytesOf(hex), "")).toEqual(expected);
  });

  it.each([
    ["another order of the keys, as nobody forbids", "{'shape': (2, 1), 'descr': '|i1', 'fortran_order': False}", "\u0001\u0002", 1],
    ["Python 2's numbers", "{'descr': '|i1', 'fortran_order': False, 'shape': (2L, 1L), }", "\u0001\u0002", 1],
    ["double quotes and a line's end", '{"descr": "|u1", "fortran_order": False, "shape": (2, 1)}  \n', "\u0001\u0002", 1],
    ["version 2", "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1), }", "\u0001\u0002", 2],
    ["version 3", "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1), }", "\u0001\u0002", 3],
  ])("reads %s", (_what, header, values, version) => {
    expect(parseNpy(withHeader(header, values, version), "")).toEqual({ shape: [2, 1], values: [1, 2] });
  });

  it("reads letters of four bytes, and texts without what fills them up", () => {
    expect(parseNpy(npyBytes("<U3", [2], ["ü", "😀b"]), "").values).toEqual(["ü", "😀b"]);
    expect(parseNpy(npyBytes("|S4", [1], ["10"]), "").values).toEqual(["10"]);
    expect(parseNpy(npyBytes("<U3", [0], []), "")).toEqual({ shape: [0], values: [] });
  });

  const mend = "Unpack or download the file again: numpy.save writes it.";
  const headerForm = "expected {'descr': '<i8', 'fortran_order': False, 'shape': (), } and its like";
  it.each([
    ["a text", Buffer.from("3"), "a file that does not begin with NumPy's mark, expected an array of NumPy (.npy)"],
    ["version 4", withHeader("", "", 4), "version 4.0, expected version 1.0, 2.0 or 3.0"],
    ["a mark alone", Buffer.from("\x93NUMPY", "latin1"), "version undefined.undefined, expected version 1.0, 2.0 or 3.0"],
    ["no length", Buffer.from("\x93NUMPY\x01\x00\x01", "latin1"), "9 bytes, expected a whole header"],
    ["half a header", withHeader("{'descr'").subarray(0, 12), "a header of 8 bytes in a file of 12, expected a whole header"],
    ["a long header", withHeader(" ".repeat(10_001)), "a header of 10001 bytes in a file of 10011, expected a whole header"],
    [
      "a call in the header",
      withHeader("{'descr': exec('1'), 'fortran_order': False, 'shape': ()}"),
      `the header "{'descr': exec('1'), 'fortran_order': False, 'shape': ()}", ${headerForm}`,
    ],
    ["a key too few", withHeader("{'descr': '<i8', 'shape': ()}"), `the header "{'descr': '<i8', 'shape': ()}", ${headerForm}`],
    [
      "a key twice",
      withHeader("{'descr': '<i8', 'shape': (), 'shape': (), 'fortran_order': False}"),
      `the header "{'descr': '<i8', 'shape': (), 'shape': (), 'fortran_order': False}", ${headerForm}`,
    ],
    [
      "a record of fields",
      withHeader("{'descr': [('a', '<i8')], 'fortran_order': False, 'shape': ()}"),
      `the header "{'descr': [('a', '<i8')], 'fortran_order': False, 'shape': ()}", ${headerForm}`,
    ],
    [
      "objects",
      withHeader("{'descr': '|O', 'fortran_order': False, 'shape': (), }", "\u0080\u0004"),
      "an array of objects, which are pickled, expected integers, floats or texts (<i8, <f4, <U1, |S1)",
    ],
    [
      "big-endian numbers",
      withHeader("{'descr': '>i8', 'fortran_order': False, 'shape': (), }", "12345678"),
      'values of the type ">i8", expected integers, floats or texts (<i8, <f4, <U1, |S1)',
    ],
    [
      "a name of every object",
      withHeader("{'descr': 'toString', 'fortran_order': False, 'shape': (), }"),
      'values of the type "toString", expected integers, floats or texts (<i8, <f4, <U1, |S1)',
    ],
    [
      "columns first",
      withHeader("{'descr': '|i1', 'fortran_order': True, 'shape': (2, 1), }", "12"),
      "an array in column-major order, expected row-major order",
    ],
    [
      "too many values",
      withHeader("{'descr': '|i1', 'fortran_order': False, 'shape': (9999999999, 9999999999), }"),
      "an array of 9999999999 x 9999999999 values, expected at most 65536 values",
    ],
    ["a value too few", npyBytes("<i8", [2], [3]), '8 bytes of values, expected 16, for 2 values of "<i8"'],
    ["a byte too many", Buffer.concat([npyBytes("<i8", [], [3]), Buffer.of(0)]), '9 bytes of values, expected 8, for 1 values of "<i8"'],
    [
      "a number that no double holds",
      npyBytes("<i8", [2], [3, "9007199254740993"]),
      'a value that cannot be kept exactly (number 2), expected values of "<i8" below 2^53, or letters',
    ],
    [
      "half a letter",
      withHeader("{'descr': '<U1', 'fortran_order': False, 'shape': (), }", "\u0000\u0000\u0001\u0001"),
      'a value that cannot be kept exactly (number 1), expected values of "<U1" below 2^53, or letters',
    ],
  ])("refuses %s", (_what, bytes, message) => {
    expect(faultOf(bytes)).toBe(`7_exp.npy: found ${message}. ${mend}`);
  });

  it("reads what numpy.save writes (property)", () => {
    const array = fc.oneof(
      fc.record({ descr: fc.constant("<i8"), values: fc.array(fc.maxSafeInteger(), { maxLength: 20 }) }),
      fc.record({ descr: fc.constant("<f8"), values: fc.array(fc.double({ noNaN: true }), { maxLength: 20 }) }),
      fc.record({ descr: fc.constant("<U5"), values: fc.array(fc.stringMatching(/^[\w ü]{0,5}$/), { maxLength: 20 }) }),
    );
    fc.assert(
      fc.property(array, ({ descr, values }) => {
        expect(parseNpy(npyBytes(descr, [values.length], values), "")).toEqual({ shape: [values.length], values });
      }),
    );
  });

  it("lets nothing but an InputError escape, whatever the bytes are (property)", () => {
    const header = fc.array(
      fc.constantFrom("{", "}", "'descr'", "'shape'", ":", ",", "'<i8'", "()", "(1,", ")", "False", " ", "'fortran_order'"),
    );
    const written = fc.oneof(
      fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(header, fc.string()).map(([parts, values]) => withHeader(parts.join(""), values)),
      fc.tuple(fc.nat(140), fc.nat(255)).map(([at, value]) => {
        const bytes = npyBytes("<U1", [], ["3"]);
        bytes[at % bytes.length] = value;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(written, (bytes) => {
        expect(typeof faultOf(bytes)).toBe("string");
      }),
      { numRuns: 500 },
    );
  });
});
