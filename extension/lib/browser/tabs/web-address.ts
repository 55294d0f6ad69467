import { BrowserProblem } from '../browser-problem';

/** A host without a scheme, with what may follow it. */
const BARE = /^(?:localhost|[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+)(?::\d+)?(?:[/?#]|$)/u;

/** Servers of this computer and its network rarely have a certificate. */
const LOCAL = /^(?:localhost|[\d.]+)(?:[:/?#]|$)/;

const MAX_QUOTED_CHARS = 100;

/**
 * @returns the address of a page on the web; the name of a site alone stands for one with `https`, or `http` on this computer
 * @throws BrowserProblem for what is none: scripts, data and files are never opened
 */
export function webAddress(text: string): string {
  const trimmed = text.trim();
  let url: URL;
  try {
    url = new URL(BARE.test(trimmed) ? `${LOCAL.test(trimmed) ? 'http' : 'https'}://${trimmed}` : trimmed);
  } catch {
    throw new BrowserProblem(`"${trimmed.slice(0, MAX_QUOTED_CHARS)}" is not the address of a page.`);
  }
  if (url.protocol === 'https:' || url.protocol === 'http:') return url.href;
  throw new BrowserProblem('Earshot opens only web pages: their addresses begin with http or https.');
}
