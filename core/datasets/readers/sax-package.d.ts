// Types of what xml-elements.ts uses of a package that brings none.
declare module "sax" {
  interface Tag {
    name: string;
    attributes: Record<string, string>;
  }
  interface Parser {
    /** Of the character that was read last, from 0. */
    line: number;
    onerror: (error: Error) => void;
    ondoctype: (declaration: string) => void;
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    write(text: string): Parser;
    close(): Parser;
  }
  const sax: { parser(isStrict: boolean, options: { position: boolean; strictEntities: boolean }): Parser };
  export default sax;
}
