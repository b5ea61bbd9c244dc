// Sends a file to the host that serves this page, and says how much of it has left: `fetch` cannot tell.

export interface Sending {
  /** The body of the answer, whatever its status; null when none came. Rejects never. */
  answer: Promise<string | null>;
  /** Ends it; the answer is null then. */
  stop(): void;
}

/** @param address  relative to the page; @param onShare  hears what share of the file has left, 0 to 1 */
export function sendFile(address: string, file: Blob, onShare: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<string | null>((resolve) => {
    request.onload = () => resolve(request.responseText);
    request.onerror = () => resolve(null);
    request.onabort = () => resolve(null);
  });
  request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 1);
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { answer, stop: () => request.abort() };
}
