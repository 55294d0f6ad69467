import { describe, expect, it } from 'vitest';
import { parseReminders } from './parse-reminders';
import { MAX_REMINDERS } from './reminder-list';

const URL = 'ws://a';
const item = { id: 't1', kind: 'timer', due_at: 5_000, label: 'pasta' };

describe(parseReminders.name, () => {
  it('reads timers and alarms', () => {
    expect(parseReminders(URL, [item, { ...item, id: 'a1', kind: 'alarm', label: '' }])).toEqual([
      { id: 't1', backendUrl: URL, kind: 'timer', dueAtMs: 5_000, label: 'pasta' },
      { id: 'a1', backendUrl: URL, kind: 'alarm', dueAtMs: 5_000, label: '' },
    ]);
  });

  it.each([
    null,
    'a timer',
    [],
    {},
    { ...item, id: 7 },
    { ...item, id: '' },
    { ...item, id: 'x'.repeat(201) },
    { ...item, due_at: '5000' },
    { ...item, due_at: NaN },
    { ...item, due_at: Infinity },
    { ...item, due_at: 1e300 },
  ])('leaves out %j', (junk) => expect(parseReminders(URL, [junk, item])).toHaveLength(1));

  it.each([
    ['an unknown kind', { ...item, kind: 'egg' }, { kind: 'timer' }],
    ['a label that is no text', { ...item, label: { a: 1 } }, { label: '' }],
    ['a long label', { ...item, label: 'x'.repeat(1_000_000) }, { label: 'x'.repeat(200) }],
  ])('makes do with %s', (_, odd, expected) => {
    expect(parseReminders(URL, [odd])).toMatchObject([expected]);
  });

  it('keeps a limited number', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...item, id: `${i}` }));
    expect(parseReminders(URL, many)).toHaveLength(MAX_REMINDERS);
    expect(parseReminders(URL, 'many')).toEqual([]);
  });
});
