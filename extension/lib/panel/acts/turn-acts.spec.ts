import { describe, expect, it } from 'vitest';
import { actOf } from '../../testing/pages';
import { turnOf } from '../../testing/render-panel';
import { actCards } from './turn-acts';

describe(actCards.name, () => {
  const turns = [turnOf(1, {}), turnOf(2, {})];
  const [first, second] = turns.map(({ key }, i) => actOf({ id: `act-${i}`, turnKey: key }));

  it('keeps the cards of a turn of which nothing has changed', () => {
    const before = actCards([first!, second!], turns, []);
    const after = actCards([first!, { ...second!, outcome: 'undone' }], turns, [], before);
    const [one, two] = turns.map(({ key }) => key);
    expect(after.byTurn.get(one!)).toBe(before.byTurn.get(one!));
    expect(after.byTurn.get(two!)).toMatchObject([{ act: { outcome: 'undone' } }]);
  });
});
