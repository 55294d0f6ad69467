import type { UndoStep } from '../../browser/browser-calls';
import type { AllowedAct } from '../../settings/allowed-acts';
import { isSearch, sendsForm, type JudgedCall } from './judged-call';
import { RULES, type RuleName } from './rules';

export type Decision =
  | {
      verdict: 'allow';
      /** The user's own words were the yes to these, or an earlier "always". */ named: readonly RuleName[];
    }
  | { verdict: 'deny'; rule: RuleName }
  | Asking;

/** The user is asked first. */
export interface Asking {
  verdict: 'confirm';
  rule: RuleName;
  /** The site on which "always" may be answered; null if it may not, or another rule would ask again all the same. */
  alwaysOn: string | null;
}

/** @returns whether the user's own words can be the yes: then one yes is enough in a turn, too */
export const isLiftable = (name: RuleName): boolean =>
  RULES.some((rule) => rule.name === name && rule.named !== undefined);

/** What is done cannot be taken back by leaving the page that comes then. */
const SENDING: ReadonlySet<RuleName> = new Set<RuleName>([
  'buys',
  'deletes',
  'sends',
  'logs_in',
  'submits',
  'unsaid',
  'commands',
]);

/**
 * @param kind how the act would be undone
 * @returns whether it may be. "Undone" would not be true of what was sent; a search is undone by leaving its results
 */
export const mayBeUndone = (call: JudgedCall, decision: Decision, kind: UndoStep['kind']): boolean =>
  decision.verdict === 'allow'
    ? kind === 'page' || !decision.named.includes('submits') || !sendsForm(call) || isSearch(call)
    : !SENDING.has(decision.rule);

/** @returns whether another program called, by the turn of its call: it is none of the user's */
export const isOfProgram = (turnId: number): boolean => turnId < 0;

/**
 * @returns the site on which the user may always allow what that rule asks about; null: it is asked each time. What other
 * programs want is: the user has allowed it for their own tasks.
 */
export const rememberedFor = (name: RuleName, call: JudgedCall): string | null =>
  isOfProgram(call.task.turnId)
    ? null
    : (RULES.find((rule) => rule.name === name)?.rememberedFor?.(call) ?? null);

/**
 * The most severe rule wins: deny, then confirm. The rules of a verdict are in the order of what the user most has to know.
 * @param allowed what the user has always allowed
 */
export function decide(call: JudgedCall, allowed: readonly AllowedAct[] = []): Decision {
  const hits = RULES.filter(({ tools, applies }) => tools.includes(call.name) && applies(call));
  const isAllowed = (rule: RuleName): boolean => {
    const site = rememberedFor(rule, call);
    // To log in is to send that form.
    const rules =
      rule === 'submits' && hits.some(({ name }) => name === 'logs_in') ? [rule, 'logs_in'] : [rule];
    return site !== null && allowed.some((act) => rules.includes(act.rule) && act.site === site);
  };
  const left = hits.filter(({ name, named }) => !named?.(call) && !isAllowed(name));
  const refusing = left.find(({ verdict }) => verdict === 'deny');
  if (refusing) return { verdict: 'deny', rule: refusing.name };
  const [asking] = left;
  if (asking) {
    const sites = left.map(({ name }) => rememberedFor(name, call));
    return { verdict: 'confirm', rule: asking.name, alwaysOn: sites.includes(null) ? null : sites[0]! };
  }
  return { verdict: 'allow', named: hits.map(({ name }) => name) };
}
