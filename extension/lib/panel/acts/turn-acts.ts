import type { OptionalPermission } from '../../browser/browser-calls';
import { isCovered } from '../../browser/permissions';
import type { Turn } from '../../session/state/session-state';
import type { Act } from '../../tools/acts';

/** An act as the conversation shows it. */
export interface ActCard {
  act: Act;
  /** The permission that was missing, if the card offers it. */
  offer: OptionalPermission | null;
}

/** The cards, oldest first. */
export interface ActCards {
  byTurn: ReadonlyMap<string, readonly ActCard[]>;
  /** Those of no turn that is shown. */
  others: readonly ActCard[];
}

/** @returns the cards of what is over. What only reads has one if it offers a permission. */
export function actCards(
  acts: readonly Act[],
  turns: readonly Turn[],
  granted: readonly OptionalPermission[],
): ActCards {
  const cards = acts
    .filter(({ state }) => state !== 'running' && state !== 'asking')
    .map((act) => ({ act, offer: offerOf(act, acts, granted) }))
    .filter(({ act, offer }) => !act.reads || offer !== null);
  const byTurn = new Map(turns.map(({ key }) => [key, cards.filter(({ act }) => act.turnKey === key)]));
  return { byTurn, others: cards.filter(({ act }) => !byTurn.has(act.turnKey)) };
}

/** The newest act that lacks a permission offers it, and no other: an offer that is not wanted does not pile up. */
function offerOf(
  act: Act,
  acts: readonly Act[],
  granted: readonly OptionalPermission[],
): OptionalPermission | null {
  const { needs } = act;
  if (needs === null || isCovered(needs, granted)) return null;
  return acts.findLast((other) => other.needs === needs) === act ? needs : null;
}
