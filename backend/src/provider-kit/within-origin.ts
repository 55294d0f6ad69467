/** The most redirects of one request, one after the other. */
const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A server answered with a redirect that is not followed. */
export class RedirectError extends Error {
  /** @param target the origin of the other server; undefined if there is none, as for an endless redirect */
  constructor(readonly target: string | undefined) {
    super(`The server redirects${target ? ` to ${target}` : ''}.`);
  }
}

/**
 * A fetch that follows redirects only within the origin: what a user says and what a key protects is meant for the server in
 * the config, and for no other.
 */
export function withinOrigin(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    if (init.redirect === 'error' || init.redirect === 'manual') return fetch(input, init);
    let target = input;
    let request: RequestInit = { ...init, redirect: 'manual' };
    for (let count = 0; ; count++) {
      const response = await fetch(target, request);
      if (!REDIRECTS.has(response.status)) return response;
      await response.body?.cancel();
      const from = new URL(target instanceof Request ? target.url : target);
      const location = response.headers.get('location');
      const next = location ? URL.parse(location, from.href) : null;
      // The origin of an address that is not on a server, such as data:, is 'null'.
      if (next && next.origin !== from.origin)
        throw new RedirectError(next.origin === 'null' ? undefined : next.origin);
      // The body of a Request is used up, and that of a stream too.
      const isRepeatable = !(target instanceof Request) && !(init.body instanceof ReadableStream);
      if (!next || !isRepeatable || count === MAX_REDIRECTS) throw new RedirectError(undefined);
      request = redirected(request, response.status);
      target = next;
    }
  };
}

/** As browsers do: only 307 and 308 repeat a POST. */
function redirected(request: RequestInit, status: number): RequestInit {
  const { method = 'GET', body: _, ...rest } = request;
  const becomesGet = status === 303 || (status < 303 && method === 'POST');
  return becomesGet && method !== 'HEAD' ? { ...rest, method: 'GET' } : request;
}
