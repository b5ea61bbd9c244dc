// Text to the clipboard by the old command: the desktop window refuses every permission, the clipboard's among them, and needs none for
// what its user copies.

/** Only while a click or a key is handled. @returns false where the browser refused */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
