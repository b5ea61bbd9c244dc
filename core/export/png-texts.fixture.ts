// What an exported PNG says of itself, read chunk by chunk (PNG specification, 5.3), for tests.

export interface PngTexts {
  width: number;
  height: number;
  /** 2 is RGB. */
  colourType: number;
  /** 0 when it does not say. */
  dotsPerInch: number;
  /** By keyword. */
  texts: Record<string, string>;
  /** Names of all chunks. */
  chunks: string[];
}

export function readPng(png: Uint8Array): PngTexts {
  const bytes = Buffer.from(png);
  const read: PngTexts = { width: 0, height: 0, colourType: -1, dotsPerInch: 0, texts: {}, chunks: [] };
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    read.chunks.push(name);
    if (name === "IHDR") Object.assign(read, { width: data.readUInt32BE(0), height: data.readUInt32BE(4), colourType: data[9] });
    if (name === "pHYs") read.dotsPerInch = Math.round(data.readUInt32BE(0) * 0.0254);
    if (name === "tEXt") {
      const [keyword, text] = data.toString("latin1").split("\0") as [string, string];
      read.texts[keyword] = text;
    }
    at += length + 12;
  }
  return read;
}
