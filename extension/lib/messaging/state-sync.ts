import type { SessionState, Turn } from '../session/state/session-state';
import type { HostEvent, StateWithoutTurns } from './messages';

/** @returns the events that turn a panel's `previous` state into `next`. */
export function diffState(previous: SessionState, next: SessionState): HostEvent[] {
  const events: HostEvent[] = [];
  const { turns: oldTurns, ...oldFields } = previous;
  const { turns, ...fields } = next;
  const changedFields = (Object.keys(fields) as (keyof StateWithoutTurns)[]).filter(
    (name) => fields[name] !== oldFields[name],
  );
  // Turns first: when a panel learns that the phase is "speaking", it already has the words.
  if (turns !== oldTurns) {
    const known = new Set(oldTurns);
    const changed = turns.filter((turn) => !known.has(turn));
    if (changed.length > 0 || turns.length !== oldTurns.length)
      events.push({ type: 'turns', changed, keys: turns.map(({ key }) => key) });
  }
  if (changedFields.length > 0) {
    const entries = changedFields.map((name) => [name, fields[name]]);
    events.push({ type: 'changed', fields: Object.fromEntries(entries) as Partial<StateWithoutTurns> });
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
    case 'turns': {
      const known = new Map<string, Turn>([...state.turns, ...event.changed].map((turn) => [turn.key, turn]));
      const turns = event.keys.flatMap((key) => known.get(key) ?? []);
      return { ...state, turns };
    }
    case 'levels':
      return state;
  }
}
