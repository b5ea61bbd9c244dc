// Which key chord an event is, and when it must be left to what is being typed into.

/** "mod" is Ctrl, and Cmd on a Mac. Letters are lower-case; Shift is named only where it is held with a key that has no own sign. */
export interface KeyEventLike {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** "mod+shift+z", "arrowleft", "[", "shift+[", "?" */
export function chordOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyEventLike): string {
  const name = code === "BracketLeft" && isBracket(key) ? "[" : code === "BracketRight" && isBracket(key) ? "]" : nameOf(key);
  const needsShift = shiftKey && (name.length > 1 || /^[a-z0-9[\]]$/.test(name));
  return [ctrlKey || metaKey ? "mod" : "", altKey ? "alt" : "", needsShift ? "shift" : "", name].filter(Boolean).join("+");
}

const nameOf = (key: string): string => (key === " " ? "space" : key.toLowerCase());

/** With Shift held, the bracket keys of a US keyboard type braces. */
const isBracket = (key: string): boolean => "[]{}".includes(key);

/** The part of an element that decides, so that the rule can be read without a page. */
export interface KeyTarget {
  tagName: string;
  type?: string;
  isContentEditable?: boolean;
}

const fieldTypesWithoutText = ["button", "checkbox", "radio", "range", "submit"];

/** True where keys type text or choose from a list: no command may fire there. */
export function takesText({ tagName, type, isContentEditable }: KeyTarget): boolean {
  if (isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !fieldTypesWithoutText.includes(type ?? "text");
}

const signs: Record<string, string> = {
  arrowleft: "←",
  arrowright: "→",
  arrowup: "↑",
  arrowdown: "↓",
  pageup: "PgUp",
  pagedown: "PgDn",
  home: "Home",
  end: "End",
  enter: "Enter",
  escape: "Esc",
  space: "Space",
  shift: "Shift",
  alt: "Alt",
};

/** The chord as the shortcut sheet prints it, a key a part. */
export const keysOfChord = (chord: string, isMac: boolean): string[] =>
  chord.split("+").map((part) => (part === "mod" ? (isMac ? "⌘" : "Ctrl") : (signs[part] ?? part.toUpperCase())));
