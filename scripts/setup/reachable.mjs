// Does a download host answer, soon? Networks that refuse one often let the connection hang, and nobody should wait minutes for a "no".

const answerSeconds = 4;

/**
 * @param {string} url the file itself: a host may answer while the place it forwards to does not
 * @returns {Promise<{ bytes: number } | { reason: string }>} size of the file, or why it cannot be had
 */
export async function probeDownload(url, { fetch = globalThis.fetch, seconds = answerSeconds } = {}) {
  const host = new URL(url).host;
  try {
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(seconds * 1000) });
    if (!response.ok) return { reason: `${host} answered ${response.status}` };
    return { bytes: Number(response.headers.get("content-length") ?? 0) };
  } catch (error) {
    if (error.name === "TimeoutError") return { reason: `${host} did not answer within ${seconds} s` };
    return { reason: `${host} cannot be reached (${error.cause?.code ?? error.message})` };
  }
}
