import type { OptionalPermission } from '../../browser/browser-calls';
import type { Turn } from '../../session/state/session-state';
import type { Act } from '../../tools/acts';

/** @returns the permission that the panel offers because the act failed without it, or null. */
export const offeredFor = (
  { needs }: Act,
  granted: readonly OptionalPermission[],
): OptionalPermission | null => (needs !== null && !granted.includes(needs) ? needs : null);

/** Whether the conversation shows it: what is over, and what only reads if it failed for a permission. */
const hasCard = ({ state, reads, needs }: Act): boolean =>
  state !== 'running' && state !== 'asking' && (!reads || (state === 'failed' && needs !== null));

/** The acts that have a card, oldest first. */
export interface ShownActs {
  byTurn: ReadonlyMap<string, readonly Act[]>;
  /** Those of no turn that is shown. */
  others: readonly Act[];
}

export function shownActs(acts: readonly Act[], turns: readonly Turn[]): ShownActs {
  const cards = acts.filter(hasCard);
  const byTurn = new Map(turns.map(({ key }) => [key, cards.filter(({ turnKey }) => turnKey === key)]));
  return { byTurn, others: cards.filter(({ turnKey }) => !byTurn.has(turnKey)) };
}
