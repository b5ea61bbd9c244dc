// Elements of a stranger's small XML file, in their order, each with its line. sax reads it strictly and knows no document type, so it
// expands and fetches nothing; what it lets pass is bounded here.
import sax from "sax";
import { InputError } from "../../errors.ts";
import { quote } from "../csv-rows.ts";
import type { SetFolder } from "../set-folder.ts";

export interface XmlElement {
  /** Without a namespace's prefix. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  parent: XmlElement | null;
  /** Of the end of its opening tag, from 1. */
  line: number;
}

/** Bytes; MMI's files have a few thousand. */
const sizeLimit = 2 ** 20;
const elementLimit = 50_000;
const depthLimit = 64;

/** @throws InputError when the file is missing, too large or no well-formed XML */
export async function readXml(folder: SetFolder, path: string): Promise<XmlElement[]> {
  const size = await folder.sizeOf(path);
  if (size > sizeLimit) throw folder.fault(path, `${size} bytes`, `at most ${sizeLimit}`, "Check that it is the data set's own file.");
  return xmlElements(await folder.text(path), folder.pathOf(path));
}

/** @throws InputError with the line of `file` where the text stops being XML, or is more than one needs */
export function xmlElements(text: string, file: string): XmlElement[] {
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  const parser = sax.parser(true, { position: true, strictEntities: true });
  const fault = (found: string, expected = "well-formed XML", cause?: unknown) => {
    const mend = "Unpack or download the file again: it is damaged, or not the data set's own.";
    return new InputError({ file, line: parser.line + 1, found, expected, mend }, { cause });
  };
  parser.onerror = (error) => {
    throw fault(`XML that is broken: ${quote(error.message.split("\n")[0]!)}`, undefined, error);
  };
  parser.ondoctype = (declaration) => {
    if (declaration.includes("[")) throw fault("a document type that declares entities of its own", "XML without one");
  };
  parser.onopentag = ({ name, attributes }) => {
    if (open.length === 0 && elements.length > 0) throw fault(`a second root element, ${quote(name)}`);
    if (elements.length === elementLimit) throw fault(`more than ${elementLimit} elements`, "fewer");
    if (open.length === depthLimit) throw fault(`elements in more than ${depthLimit} others`, "fewer levels");
    const parent = open[open.length - 1] ?? null;
    const element = { name: localName(name), attributes: new Map(Object.entries(attributes)), parent, line: parser.line + 1 };
    elements.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.write(text).close();
  if (elements.length === 0) throw fault("no element at all");
  return elements;
}

const localName = (name: string): string => name.slice(name.lastIndexOf(":") + 1);
