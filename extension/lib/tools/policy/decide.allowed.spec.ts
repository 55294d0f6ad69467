import { describe, expect, it } from 'vitest';
import { aTarget } from '../../testing/fake-browser-calls';
import { aCall } from '../../testing/tools/judged-calls';
import type { AllowedAct } from '../../settings/allowed-acts';
import type { JudgedCall } from './judged-call';
import { decide, rememberedFor } from './decide';
import { Tasks } from './task';

const PAGE = 'https://shop.example/login';
const LOGIN = aTarget({ name: 'Log in', role: 'button', submits: true, origin: 'https://shop.example' });

const call = (turnId: number) =>
  aCall({ task: new Tasks().task(turnId, PAGE), target: LOGIN, pageUrl: PAGE, arguments: { ref: 'e1' } });

const filled = (turnId: number, more: object = {}) => {
  const tasks = new Tasks();
  tasks.filled(turnId, { site: 'shop.example', documentId: 'D', text: 'Ada' });
  const task = tasks.task(turnId, PAGE, 'shop.example', 'D');
  return aCall({
    task,
    target: { ...LOGIN, name: 'Continue', ...more },
    pageUrl: PAGE,
    arguments: { ref: 'e1' },
  });
};

const opening = (url: string) =>
  aCall({
    name: 'open_url',
    arguments: { url },
    task: new Tasks().task(1, PAGE),
    target: null,
    pageUrl: PAGE,
  });

const ALLOWED = (['logs_in', 'submits'] as const).map((rule) => ({ rule, site: 'shop.example' }));

describe('what is always allowed on a site', () => {
  it('is done without a question in the tasks of the user', () => {
    expect(decide(call(1))).toEqual({ verdict: 'confirm', rule: 'logs_in', alwaysOn: 'shop.example' });
    expect(decide(call(1), ALLOWED)).toMatchObject({ verdict: 'allow' });
    expect(decide(call(1), [{ rule: 'logs_in', site: 'other.example' }])).toMatchObject({ rule: 'logs_in' });
  });

  it.each<[string, JudgedCall, string | null]>([
    ['a form', call(1), 'shop.example'],
    ['a form with what the user has not said', filled(1), null],
    ['a login with what the user has not said', filled(1, { name: 'Log in' }), null],
    ['an address of another site', opening('https://other.example/'), 'other.example'],
    ['an address of another site that carries words', opening('https://other.example/?q=secret'), null],
  ])('is offered only if no other rule would ask again: %s', (_, asked, alwaysOn) => {
    expect(decide(asked)).toMatchObject({ verdict: 'confirm', alwaysOn });
    const { rule } = decide(asked) as { rule: AllowedAct['rule'] };
    const again = decide(asked, alwaysOn === null ? [] : [{ rule, site: alwaysOn }]);
    expect(again.verdict).toBe(alwaysOn === null ? 'confirm' : 'allow');
  });

  it('is asked, and not remembered, for other programs', () => {
    expect(decide(call(-1), ALLOWED)).toEqual({ verdict: 'confirm', rule: 'logs_in', alwaysOn: null });
    expect(rememberedFor('logs_in', call(-1))).toBeNull();
    expect(rememberedFor('logs_in', call(1))).toBe('shop.example');
  });
});
