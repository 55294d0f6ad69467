/** What an address tells its site beyond which page is wanted. */
import { bareHost, searchedFor, textAfterHost } from './addresses';
import { repeats } from './known-words';
import { isSaid } from './spoken-words';
import type { Task } from './task';

/** Long enough for the path of a page that the user means, too short for much else. */
const MAX_PLAIN_CHARS = 64;

/** Of all addresses that are opened in one turn: many short ones tell as much as a long one. */
const MAX_PLAIN_CHARS_OF_TURN = 192;

/** An id, a hash, or anything at all in base64. Paths for people have words with signs between them. */
const OPAQUE = /(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}/i;

/** It was encoded twice. */
const ENCODED = /%[\da-f]{2}/i;

/** @returns what of an address the user did not say, and the site did not have before; empty if it is the user's own words */
export function unsaidText(url: URL, { words, hosts }: Task): string {
  const text = searchedFor(url) ?? `${subdomainOf(bareHost(url.host), hosts)}${textAfterHost(url)}`;
  return isSaid(text, [words]) ? '' : text;
}

/** @returns what stands before the host of the task, with its dot: a site may read anything there */
function subdomainOf(host: string, hosts: ReadonlySet<string>): string {
  const rests = [...hosts].filter((own) => host.endsWith(`.${own}`)).map((own) => host.slice(0, -own.length));
  return rests.sort((a, b) => a.length - b.length)[0] ?? '';
}

/** @returns whether an address may carry what a page or the conversation said to its site */
export function carriesData(url: URL, task: Task): boolean {
  if (url.username !== '' || url.password !== '') return true;
  const unsaid = unsaidText(url, task);
  if (unsaid === '') return false;
  const isPlain = url.search === '' && url.hash === '' && !OPAQUE.test(unsaid) && !ENCODED.test(unsaid);
  return (
    !isPlain ||
    unsaid.length > MAX_PLAIN_CHARS ||
    unsaid.length + task.toldChars > MAX_PLAIN_CHARS_OF_TURN ||
    repeats(unsaid, task.known)
  );
}
