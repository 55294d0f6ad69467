import type { AllowedAct } from '../../settings/allowed-acts';
import type { JudgedCall } from './judged-call';
import { RULES, type RuleName } from './rules';

export type Decision =
  | {
      verdict: 'allow';
      /** The user's own words were the yes to these, or an earlier "always". */ named: readonly RuleName[];
    }
  | { verdict: 'confirm' | 'deny'; rule: RuleName };

/** @returns whether the user's own words can be the yes: then one yes is enough in a turn, too */
export const isLiftable = (name: RuleName): boolean =>
  RULES.some((rule) => rule.name === name && rule.named !== undefined);

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
    return site !== null && allowed.some((act) => act.rule === rule && act.site === site);
  };
  const left = hits.filter(({ name, named }) => !named?.(call) && !isAllowed(name));
  for (const verdict of ['deny', 'confirm'] as const) {
    const rule = left.find((each) => each.verdict === verdict);
    if (rule) return { verdict, rule: rule.name };
  }
  return { verdict: 'allow', named: hits.map(({ name }) => name) };
}
