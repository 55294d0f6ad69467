import { describe, expect, it } from 'vitest';
import type { Target } from '../../page/page-calls';
import { verdictOn } from '../../testing/tools/judged-calls';

const SAID = [
  'press enter',
  'return',
  'go on',
  'submit it',
  'click send',
  'click buy now',
  'click our pricing',
];

/** What using a control may lead to. */
const CONTROLS: Partial<Target>[] = [
  { name: 'More' },
  { name: 'Send' },
  { name: 'Buy now' },
  { name: 'Delete' },
  { name: 'Sign in' },
  { name: 'Send', submits: true, form: 'Message' },
  { name: 'Continue', submits: true, form: 'Checkout' },
  { name: 'Our pricing', href: 'https://other.example/' },
  { name: 'Our pricing', downloads: true },
];

describe('Enter and Space on a control', () => {
  const verdicts = (target: Partial<Target>) =>
    SAID.map((words) => [
      verdictOn(words, 'click', {}, { target }),
      ...['Enter', 'Space'].map((key) => verdictOn(words, 'press_key', { key }, { target })),
    ]);

  it.each(
    CONTROLS.flatMap((target) =>
      ['button', 'link', 'menuitem', 'clickable', 'treeitem'].flatMap((role) => [
        { ...target, role },
        { ...target, role, fields: ['City: Rome'] },
      ]),
    ),
  )('is judged as a click on %j', (target) => {
    for (const [click, enter, space] of verdicts(target)) expect([enter, space]).toEqual([click, click]);
  });

  it('asks about a choice of a form that is named like an act: Enter sends the form', () => {
    const target = { role: 'checkbox', name: 'Send', submitsByEnter: true } as const;
    expect(verdictOn('press enter', 'press_key', { key: 'Enter' }, { target })).toBe('confirm: sends');
  });
});
