import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../session/state/session-state';
import { actOf } from '../testing/pages';
import { applyHostEvent, diffState } from './state-sync';

describe(diffState.name, () => {
  const acts = [actOf({ id: 'a' }), actOf({ id: 'b' })];
  const before = { ...INITIAL_STATE, acts };

  it('has only the acts that have changed, and the panel keeps the others as they are', () => {
    const after = { ...before, acts: [...acts.slice(1), actOf({ id: 'c' })] };
    const events = diffState(before, after);
    expect(events).toEqual([{ type: 'acts', changed: [after.acts[1]], keys: ['b', 'c'] }]);
    const panel = events.reduce(applyHostEvent, before);
    expect(panel).toEqual(after);
    expect(panel.acts[0]).toBe(acts[1]);
  });

  it('is empty without a change', () => expect(diffState(before, { ...before })).toEqual([]));
});
