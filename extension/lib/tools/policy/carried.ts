/** What an address tells its site beyond which page is wanted. */
import { bareHost, searchedFor, textAfterHost } from './addresses';
import { address, type JudgedCall } from './judged-call';
import { repeats } from './words/known-words';
import { isSaid } from './words/spoken-words';
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
    task.hasReadOthers ||
    unsaid.length > MAX_PLAIN_CHARS ||
    unsaid.length + task.told.length > MAX_PLAIN_CHARS_OF_TURN ||
    // A code may be cut into several addresses.
    repeats(task.told + unsaid, task.known)
  );
}

/** Addresses that do something as soon as they are opened. */
const COMMAND =
  /^(?:delete|remove|destroy|erase|deactivate|unsubscribe|log-?out|sign-?out|log-?off|transfer|cancel|revoke|disable|purge)(?:[-_.].*)?$/i;

/** @returns the part of an address, or of a link's, that names an act */
export function commandIn(call: JudgedCall): string | undefined {
  const url = call.name === 'open_url' ? address(call) : linkOf(call);
  if (!url) return undefined;
  const values = [...url.searchParams].flatMap(([name, value]) =>
    /^(?:action|do|cmd|op|act)$/i.test(name) ? [value] : [],
  );
  return [...url.pathname.split('/'), ...values].find((part) => COMMAND.test(part));
}

/** Forms are asked about anyway. */
function linkOf({ target }: JudgedCall): URL | null {
  if (!target?.href || target.submits || target.fields) return null;
  return URL.parse(target.href);
}
