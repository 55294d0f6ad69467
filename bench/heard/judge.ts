import type { Saying } from './corpus.ts';
import type { Outcome } from './session/hear.ts';

export type Verdict =
  | 'right'
  /** It asked about what was meant. */
  | 'asked'
  /** It did something else. */
  | 'wrong'
  /** It asked about something else. */
  | 'asked wrong'
  /** Neither. Right if nothing was meant. */
  | 'nothing';

/** @param typed what the same words do without a recogniser */
export function judge(saying: Saying, outcome: Outcome, typed: Outcome): Verdict {
  const { target } = saying;
  const { did, asked } = outcome;
  const wanted = target && !('command' in target) ? refsOf(saying) : new Set<string>();
  if (did.length > 0) {
    const isWanted =
      wanted.size > 0
        ? did.every((act) => wanted.has(refOf(act)))
        : same(did, typed.did) || (target === null && bothSearch(did, typed.did));
    if (isWanted) return target ? 'right' : 'nothing';
    return 'wrong';
  }
  if (asked.length > 0) {
    if (asked.some((ref) => wanted.has(ref))) return 'asked';
    return target === null && same(asked, typed.asked) ? 'nothing' : 'asked wrong';
  }
  const isSame = typed.did.length === 0 && plain(outcome.heard.join(' ')) === plain(typed.heard.join(' '));
  return target && 'command' in target && isSame ? 'right' : 'nothing';
}

/** Those with the same name are alike. */
function refsOf({ page, target }: Saying): Set<string> {
  if (!target || 'command' in target) return new Set();
  if ('number' in target) return new Set([`e${target.number}`]);
  return new Set(page.names.flatMap((name, i) => (name === target.name ? [`e${i + 1}`] : [])));
}

/** A search that ordinary speech asks for is meant, however well its words are heard. */
const bothSearch = (...all: (readonly string[])[]): boolean =>
  all.every((acts) => acts.length === 1 && /^(?:search_web|find_in_page) /.test(acts[0]!));

const refOf = (act: string): string => act.split(' ').at(-1)!;

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.join('\n') === other.join('\n');

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d ]/g, '');
