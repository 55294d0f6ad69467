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

export const NO_CARDS: ActCards = { byTurn: new Map(), others: [] };

/**
 * @param before the cards of an earlier state: what has not changed is the same object, and is not rendered anew
 * @returns the cards of what is over. What only reads has one if it offers a permission.
 */
export function actCards(
  acts: readonly Act[],
  turns: readonly Turn[],
  granted: readonly OptionalPermission[],
  before = NO_CARDS,
): ActCards {
  const known = new Map([...before.byTurn.values(), before.others].flat().map((card) => [card.act, card]));
  const cards = acts
    .filter(({ state }) => state !== 'running' && state !== 'asking')
    .map((act): ActCard => {
      const offer = offerOf(act, acts, granted);
      const card = known.get(act);
      return card?.offer === offer ? card : { act, offer };
    })
    .filter(({ act, offer }) => !act.reads || offer !== null);
  const ofTurns = Map.groupBy(cards, ({ act }) => act.turnKey);
  const byTurn = new Map(
    turns.map(({ key }) => [key, sameIfAlike(before.byTurn.get(key), ofTurns.get(key) ?? NO_CARDS.others)]),
  );
  return { byTurn, others: cards.filter(({ act }) => !byTurn.has(act.turnKey)) };
}

/** The newest steps of a task that show without a click. */
const MAX_SHOWN = 3;

/** So few steps are not folded. */
const FEW = 2;

/**
 * @param cards of one turn, oldest first
 * @param isOver the answer is complete: the outcome counts then, and what was not done
 * @returns those that show while the task is folded
 */
export function foldedCards(cards: readonly ActCard[], isOver: boolean): readonly ActCard[] {
  if (!isOver) return cards.slice(-MAX_SHOWN);
  if (cards.length <= FEW) return cards;
  const last = cards.at(-1);
  return cards.filter((card) => card === last || card.offer !== null || !isSettled(card)).slice(-MAX_SHOWN);
}

/** What the user took back needs no further look. */
const isSettled = ({ act }: ActCard): boolean => act.state === 'done' || act.state === 'undone';

const sameIfAlike = (old: readonly ActCard[] | undefined, now: readonly ActCard[]): readonly ActCard[] =>
  old?.length === now.length && old.every((card, i) => card === now[i]) ? old : now;

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
