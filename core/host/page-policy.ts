// What the page may load and do, as response headers: the same under the app's own scheme and under loopback HTTP.

/**
 * Headers of every response. Nothing comes from elsewhere, nothing inline runs, nobody frames the page.
 *
 * @param connect  origins besides the page's own that it may open connections to: the WebSocket of `serve`
 */
export function pagePolicyHeaders(connect: readonly string[] = []): Record<string, string> {
  const policy = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": ["'self'", ...connect].join(" "),
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  };
  return {
    "Content-Security-Policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}
