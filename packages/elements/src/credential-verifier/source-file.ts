/**
 * A JSON file of the page's own origin, named by an attribute. Another origin is refused: an attribute must not decide whom to trust from elsewhere.
 * @throws where it cannot be read; the element says so and goes on without it.
 */
export async function loadOwnJson(source: string, base: string, signal?: AbortSignal): Promise<unknown> {
  const url = new URL(source, base);
  if (url.origin !== new URL(base).origin) throw new TypeError(`${url.href} is not of this page's origin`);
  const response = await fetch(url, { credentials: 'same-origin', redirect: 'error', ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
  return response.json();
}
