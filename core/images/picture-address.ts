// Where one picture lies: a whole file, a stretch of a container (RecordIO), a row of pixels written as numbers (FER-2013), or a box
// of a photograph; perhaps with the five points by which its face is turned upright. One line of text says it, "a/b.jpg" or
// "label.rec#bytes=48+2817", so that a table of samples has one column for it, whichever data set the sample is from.

/** In pixels of the picture; right and bottom are the first ones outside. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Eyes, nose, corners of the mouth, as x and y in pixels of the whole picture: [10]; "left" is the picture's left. */
export type FacePoints = readonly number[];

export interface PictureAddress {
  /** Relative to the folder of its data set, with forward slashes. */
  file: string;
  /** The stretch of the file that is the picture; null for a whole file. */
  stretch: { offset: number; length: number } | null;
  /** The stretch is not an encoded picture but grey values as decimal numbers, row by row, of this width and height. */
  numbers: { width: number; height: number } | null;
  /** What is cut out of it. */
  box: Box | null;
  /** By which it is warped to the template of alignment.ts; `box` is then of no use. */
  points: FacePoints | null;
}

const parts = /#((?:bytes|numbers|box|face)=[0-9.,+x-]+(?:&(?:bytes|numbers|box|face)=[0-9.,+x-]+)*)$/;

/** The address of a whole file. A file whose own name ends as an address does cannot be told from one: see `isPlainName`. */
export const wholeFile = (file: string): PictureAddress => ({ file, stretch: null, numbers: null, box: null, points: null });

/** False for a name that would be read as more than a name; readers refuse such files. */
export const isPlainName = (file: string): boolean => !parts.test(file);

/** The text of an address; points are kept to a hundredth of a pixel. */
export function formatAddress({ file, stretch, numbers, box, points }: PictureAddress): string {
  const list: string[] = [];
  if (stretch && !numbers) list.push(`bytes=${stretch.offset}+${stretch.length}`);
  if (stretch && numbers) list.push(`numbers=${stretch.offset}+${stretch.length},${numbers.width}x${numbers.height}`);
  if (box) list.push(`box=${box.left},${box.top},${box.right},${box.bottom}`);
  if (points) list.push(`face=${points.map((value) => Math.round(value * 100) / 100).join(",")}`);
  return list.length === 0 ? file : `${file}#${list.join("&")}`;
}

/** Whether a face is turned upright by points: asked of millions of addresses, most of which say nothing of the kind. */
export const hasPoints = (text: string): boolean => text.includes("face=") && parseAddress(text).points !== null;

/** As people read it: ten numbers of a face that was turned upright tell them nothing. */
export const withoutPoints = (text: string): string => (hasPoints(text) ? formatAddress({ ...parseAddress(text), points: null }) : text);

/** The address of the whole picture that an address cuts something out of. */
export const wholePicture = (text: string): string => formatAddress({ ...parseAddress(text), box: null, points: null });

/** @throws RangeError when the text after # is none that `formatAddress` writes: a defect of ours, for readers write addresses by it */
export function parseAddress(text: string): PictureAddress {
  const match = parts.exec(text);
  if (!match) return wholeFile(text);
  const address = wholeFile(text.slice(0, match.index));
  for (const part of match[1]!.split("&")) {
    const [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
    const numbers = value.split(/[,+x]/).map(Number);
    if (numbers.some((number) => !Number.isFinite(number))) throw new RangeError(`No picture address: ${text}`);
    if (name === "bytes" && numbers.length === 2) address.stretch = { offset: numbers[0]!, length: numbers[1]! };
    else if (name === "numbers" && numbers.length === 4) {
      address.stretch = { offset: numbers[0]!, length: numbers[1]! };
      address.numbers = { width: numbers[2]!, height: numbers[3]! };
    } else if (name === "box" && numbers.length === 4) {
      address.box = { left: numbers[0]!, top: numbers[1]!, right: numbers[2]!, bottom: numbers[3]! };
    } else if (name === "face" && numbers.length === 10) address.points = numbers;
    else throw new RangeError(`No picture address: ${text}`);
  }
  return address;
}
