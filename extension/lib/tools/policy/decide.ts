import type { JudgedCall } from './judged-call';
import { RULES, type RuleName } from './rules';

export type Decision =
  | { verdict: 'allow'; /** The user's own words were the yes to these. */ named: readonly RuleName[] }
  | { verdict: 'confirm' | 'deny'; rule: RuleName };

/** @returns whether the user's own words can be the yes: then one yes is enough in a turn, too */
export const isLiftable = (name: RuleName): boolean =>
  RULES.some((rule) => rule.name === name && rule.named !== undefined);

/** The most severe rule wins: deny, then confirm. The rules of a verdict are in the order of what the user most has to know. */
export function decide(call: JudgedCall): Decision {
  const hits = RULES.filter(({ tools, applies }) => tools.includes(call.name) && applies(call));
  const left = hits.filter(({ named }) => !named?.(call));
  for (const verdict of ['deny', 'confirm'] as const) {
    const rule = left.find((each) => each.verdict === verdict);
    if (rule) return { verdict, rule: rule.name };
  }
  return { verdict: 'allow', named: hits.map(({ name }) => name) };
}
