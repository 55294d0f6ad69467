import { describe, expect, it } from 'vitest';
import { aTarget } from '../../testing/fake-browser-calls';
import { aCall } from '../../testing/tools/judged-calls';
import { decide, rememberedFor } from './decide';
import { Tasks } from './task';

const PAGE = 'https://shop.example/login';
const LOGIN = aTarget({ name: 'Log in', role: 'button', submits: true, origin: 'https://shop.example' });

const call = (turnId: number) =>
  aCall({ task: new Tasks().task(turnId, PAGE), target: LOGIN, pageUrl: PAGE, arguments: { ref: 'e1' } });

const ALLOWED = (['logs_in', 'submits'] as const).map((rule) => ({ rule, site: 'shop.example' }));

describe('what is always allowed on a site', () => {
  it('is done without a question in the tasks of the user', () => {
    expect(decide(call(1))).toEqual({ verdict: 'confirm', rule: 'logs_in' });
    expect(decide(call(1), ALLOWED)).toMatchObject({ verdict: 'allow' });
    expect(decide(call(1), [{ rule: 'logs_in', site: 'other.example' }])).toMatchObject({ rule: 'logs_in' });
  });

  it('is asked, and not remembered, for other programs', () => {
    expect(decide(call(-1), ALLOWED)).toEqual({ verdict: 'confirm', rule: 'logs_in' });
    expect(rememberedFor('logs_in', call(-1))).toBeNull();
    expect(rememberedFor('logs_in', call(1))).toBe('shop.example');
  });
});
