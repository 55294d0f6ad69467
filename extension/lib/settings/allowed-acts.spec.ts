import { describe, expect, it } from 'vitest';
import { MAX_ALLOWED_ACTS, parseAllowedActs, withAllowedAct } from './allowed-acts';

describe(parseAllowedActs.name, () => {
  it('drops what is no act, and what is there twice', () => {
    const act = { site: 'shop.example', rule: 'submits' };
    expect(
      parseAllowedActs([act, null, 'x', { site: '', rule: 'a' }, { site: 'a' }, { ...act, more: 1 }]),
    ).toEqual([act]);
    expect([undefined, {}, 'a'].map(parseAllowedActs)).toEqual([[], [], []]);
  });

  it('keeps a limited number, the newest', () => {
    const acts = Array.from({ length: MAX_ALLOWED_ACTS + 1 }, (_, i) => ({ site: `s${i}`, rule: 'submits' }));
    expect(parseAllowedActs(acts)).toEqual(acts.slice(1));
    expect(withAllowedAct(acts.slice(1), acts[0]!).at(-1)).toEqual(acts[0]);
  });
});
