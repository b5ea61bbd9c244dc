// Words in SVG: nothing of a file or a name may become markup, and control characters are not XML.
export function escapeXml(text: string): string {
  const printable = Array.from(text, (character) => (character < " " ? "?" : character)).join("");
  return printable.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
