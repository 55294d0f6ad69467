import { describe, expect, it } from 'vitest';
import type { Reminder } from './reminder-list';
import { reminderText } from './reminder-text';

const at = new Date(2026, 10, 29, 7, 0).getTime();
const timer: Reminder = { id: '1', backendUrl: 'ws://a', kind: 'timer', dueAtMs: at, label: '' };
const plain = ({ title, message }: ReturnType<typeof reminderText>) =>
  [title, message].map((text) => text.replace(/\u202f/g, ' '));

describe(reminderText.name, () => {
  it.each([
    ['a timer', timer, at, ['Your timer is over', '7:00 AM']],
    ['a timer with a name', { ...timer, label: 'pasta' }, at, ['Your timer is over: pasta', '7:00 AM']],
    ['an alarm', { ...timer, kind: 'alarm' as const }, at + 30_000, ['Alarm', '7:00 AM']],
    [
      'an alarm with a name',
      { ...timer, kind: 'alarm' as const, label: 'call mum' },
      at,
      ['Alarm: call mum', '7:00 AM'],
    ],
    ['a late one', timer, at + 3_600_000, ['Your timer is over', 'It was due at 7:00 AM.']],
    [
      'one of yesterday',
      timer,
      at + 86_400_000,
      ['Your timer is over', 'It was due at Nov 29, 2026, 7:00 AM.'],
    ],
  ])('of %s', (_, reminder, nowMs, expected) => {
    expect(plain(reminderText(reminder, nowMs))).toEqual(expected);
  });
});
