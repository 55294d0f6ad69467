import type { SessionState, Turn } from '../session/state/session-state';
import type { Act } from '../tools/acts';
import type { HostEvent, StateWithoutLists } from './messages';

const turnKey = ({ key }: Turn): string => key;
const actKey = ({ id }: Act): string => id;

/** @returns the events that turn a panel's `previous` state into `next`. */
export function diffState(previous: SessionState, next: SessionState): HostEvent[] {
  const events: HostEvent[] = [];
  const { turns: oldTurns, acts: oldActs, ...oldFields } = previous;
  const { turns, acts, ...fields } = next;
  const changedFields = (Object.keys(fields) as (keyof StateWithoutLists)[]).filter(
    (name) => fields[name] !== oldFields[name],
  );
  // Turns first: when a panel learns that the phase is "speaking", it already has the words.
  const ofTurns = diffList(oldTurns, turns, turnKey);
  if (ofTurns) events.push({ type: 'turns', ...ofTurns });
  const ofActs = diffList(oldActs, acts, actKey);
  if (ofActs) events.push({ type: 'acts', ...ofActs });
  if (changedFields.length > 0) {
    const entries = changedFields.map((name) => [name, fields[name]]);
    events.push({ type: 'changed', fields: Object.fromEntries(entries) as Partial<StateWithoutLists> });
  }
  return events;
}

/** @returns the panel's state after an event. Levels are not part of the state. */
export function applyHostEvent(state: SessionState, event: HostEvent): SessionState {
  switch (event.type) {
    case 'snapshot':
      return event.state;
    case 'changed':
      return { ...state, ...event.fields };
    case 'turns':
      return { ...state, turns: applyList(state.turns, event, turnKey) };
    case 'acts':
      return { ...state, acts: applyList(state.acts, event, actKey) };
    case 'levels':
      return state;
  }
}

interface ListChange<Item> {
  changed: Item[];
  keys: string[];
}

function diffList<Item>(
  old: readonly Item[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ListChange<Item> | null {
  if (items === old) return null;
  const known = new Set(old);
  const changed = items.filter((item) => !known.has(item));
  return changed.length > 0 || items.length !== old.length ? { changed, keys: items.map(keyOf) } : null;
}

function applyList<Item>(
  items: readonly Item[],
  { changed, keys }: ListChange<Item>,
  keyOf: (item: Item) => string,
): Item[] {
  const known = new Map([...items, ...changed].map((item) => [keyOf(item), item]));
  return keys.flatMap((key) => known.get(key) ?? []);
}
