// Files as numpy.save writes them, for miniatures and for tests of their reader.

/** @param descr  "<i8", "<f8" for numbers; "<U3" for texts */
export function npyBytes(descr: string, shape: readonly number[], values: readonly (number | string)[]): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const written = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // The values begin at a multiple of 64.
  const header = `${written.padEnd(Math.ceil((written.length + 11) / 64) * 64 - 11)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const parts = values.map((value) => valueBytes(descr, value));
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, Buffer.from(header, "latin1"), ...parts]);
}

function valueBytes(descr: string, value: number | string): Buffer {
  const bytes = Buffer.alloc(descr.startsWith("<U") ? 4 * Number(descr.slice(2)) : descr.startsWith("|S") ? Number(descr.slice(2)) : 8);
  if (descr === "<i8") bytes.writeBigInt64LE(BigInt(value));
  else if (descr === "<f8") bytes.writeDoubleLE(Number(value));
  else if (descr.startsWith("|S")) bytes.write(String(value), "latin1");
  else for (const [index, letter] of [...String(value)].entries()) bytes.writeUInt32LE(letter.codePointAt(0)!, 4 * index);
  return bytes;
}
