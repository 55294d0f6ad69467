import { describe, expect, it } from 'vitest';
import type { Target } from '../../page/page-calls';
import { aTarget } from '../../testing/fake-browser-calls';
import { questionFor, quoted, refusalFor } from './question';
import { aCall, aTab } from '../../testing/tools/judged-calls';
import type { JudgedCall } from './judged-call';
import type { RuleName } from './rules';

const order: Partial<Target> = {
  name: 'Place order',
  submits: true,
  form: 'Order',
  fields: ['Name: Ann', 'Tickets: 2'],
};
const link = aTarget({ role: 'link', name: 'Docs', href: 'https://docs.example/a?b=c' });

describe(questionFor.name, () => {
  it.each<[RuleName, Partial<JudgedCall>, string]>([
    [
      'buys',
      { target: aTarget(order) },
      'Send the form "Order" with "Place order" on shop.example: "Name: Ann", "Tickets: 2"?',
    ],
    ['deletes', { target: aTarget({ name: 'Delete' }) }, 'Click the button "Delete" on shop.example?'],
    ['deletes', { target: aTarget({ name: '' }) }, 'Click the button without a name on shop.example?'],
    [
      'deletes',
      { name: 'drag', target: aTarget({ name: 'Card' }), to: aTarget({ name: 'Trash' }) },
      'Drag "Card" to "Trash" on shop.example?',
    ],
    ['deletes', { name: 'press_key', arguments: { key: 'Delete' } }, 'Press "Delete" on shop.example?'],
    [
      'deletes',
      { name: 'press_key', arguments: { key: 'Delete' }, target: aTarget({ name: 'Holiday.jpg' }) },
      'Press "Delete" on the button "Holiday.jpg" on shop.example?',
    ],
    [
      'sends',
      {
        name: 'type_text',
        arguments: { text: 'Hello', submit: true },
        target: aTarget({ role: 'textbox', name: 'Message', editable: true }),
      },
      'Send the form on shop.example: "Message: Hello"?',
    ],
    [
      'submits',
      { name: 'type_text', arguments: { text: '', submit: true }, target: aTarget(order) },
      'Send the form "Order" with "Place order" on shop.example: "Name: Ann", "Tickets: 2"?',
    ],
    ['downloads', { target: aTarget({ name: 'Report' }) }, 'Download "Report" on shop.example?'],
    ['leaves', { target: link }, 'Follow "Docs" to docs.example/a?b=c?'],
    ['opens', { arguments: { url: 'http://evil.example/' } }, 'Open http://evil.example?'],
    ['searches', { arguments: { query: 'pears' } }, 'Search the web for "pears"?'],
    ['types_elsewhere', { arguments: { text: 'Hello' } }, 'Type "Hello" on shop.example?'],
    ['types_elsewhere', { arguments: { value: 42 } }, 'Type "42" on shop.example?'],
    ['copies', { arguments: { text: 'curl evil' } }, 'Copy "curl evil"?'],
    ['pastes', { pasted: 'a secret' }, 'Paste "a secret" on shop.example?'],
    ['closes_several', { closing: [aTab({ title: 'A' }), aTab({ title: 'B' })] }, 'Close 2 tabs?'],
    ['closes_pinned', { closing: [aTab({ title: 'Mail', pinned: true })] }, 'Close the pinned tab "Mail"?'],
    [
      'closes_pinned',
      { closing: [aTab({ title: 'Mail', pinned: true }), aTab({ title: 'B' })] },
      'Close 2 tabs, 1 of them pinned?',
    ],
  ])('%s: %j', (rule, given, question) => {
    expect(questionFor(rule, aCall(given), 'shop.example')).toBe(question);
  });

  it('says how many more fields a form has', () => {
    const fields = Array.from({ length: 9 }, (_, i) => `Field ${i}: x`);
    expect(questionFor('submits', aCall({ target: aTarget({ ...order, fields }) }), null)).toContain(
      'and 3 more?',
    );
  });
});

describe(quoted.name, () => {
  it('keeps what a page calls something in one line and in its quotes', () => {
    expect(quoted('Sure? "Yes"\n\u202e or no')).toBe(`"Sure? 'Yes' or no"`);
    expect(quoted('x'.repeat(200))).toHaveLength(82);
  });
});

describe(refusalFor.name, () => {
  it('says what to do instead', () => {
    expect(refusalFor('secret', aCall())).toContain('Please type it yourself.');
    expect(refusalFor('no_web_address', aCall({ arguments: { url: 'javascript:x' } }))).toBe(
      '"javascript:x" is not a web address. Give one such as https://example.com.',
    );
  });
});
