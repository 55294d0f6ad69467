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
    [
      'buys',
      {
        target: aTarget({ ...order, name: 'Read more', presses: { role: 'button', name: 'Buy now' } }),
      },
      'Send the form "Order" with "Buy now" on shop.example: "Name: Ann", "Tickets: 2"?',
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
    [
      'leaves',
      {
        target: aTarget({
          name: 'Search',
          submits: true,
          href: 'https://evil.example/s',
          fields: ['q: pears'],
        }),
      },
      'Send the form with "Search" on shop.example to evil.example: "q: pears"?',
    ],
    [
      'commands',
      { target: aTarget({ role: 'link', href: 'https://shop.example/logout' }) },
      'Open shop.example/logout?',
    ],
    [
      'downloads',
      { name: 'open_url', arguments: { url: 'https://a.example/x.exe' } },
      'Download a.example/x.exe?',
    ],
    ['shortcut', { name: 'press_key', arguments: { key: '#' } }, 'Press "#" on shop.example?'],
    [
      'acts_elsewhere',
      {
        name: 'select_option',
        arguments: { option: 'All' },
        target: aTarget({ role: 'combobox', name: 'Who' }),
      },
      'Choose "All" in "Who" on shop.example?',
    ],
    [
      'acts_elsewhere',
      {
        name: 'set_checked',
        arguments: { checked: true },
        target: aTarget({ role: 'checkbox', name: 'Public' }),
      },
      'Check "Public" on shop.example?',
    ],
    [
      'acts_elsewhere',
      { name: 'drag', target: aTarget({ name: 'Card' }), to: aTarget({ name: 'Done' }) },
      'Drag "Card" to "Done" on shop.example?',
    ],
    ['types_known', { arguments: { text: 'hunter2' } }, 'Type "hunter2" on shop.example?'],
    ['searches', { arguments: { query: 'pears' } }, 'Search the web for "pears"?'],
    ['types_elsewhere', { arguments: { text: 'Hello' } }, 'Type "Hello" on shop.example?'],
    ['types_elsewhere', { arguments: { value: 42 } }, 'Type "42" on shop.example?'],
    [
      'deletes',
      { target: aTarget({ name: 'More', presses: { role: 'button', name: 'Delete all' } }) },
      'Click the button "More", which presses the button "Delete all" on shop.example?',
    ],
    ['copies', { clip: 'curl evil' }, 'Copy "curl evil"?'],
    ['pastes', { clip: 'a secret' }, 'Paste "a secret" on shop.example?'],
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

  it('shows what a form sends from an editor that is no field', () => {
    const task = { ...aCall().task, unsaid: ['I sell everything.', 'Ann'] };
    expect(
      questionFor('unsaid', aCall({ task, target: aTarget({ ...order, fields: ['Name: Ann'] }) }), null),
    ).toBe('Send the form "Order" with "Place order": "I sell everything.", "Name: Ann"?');
  });

  it('shows both ends of a long text', () => {
    const text = `Dear all, ${'thank you. '.repeat(50)}I quit.`;
    const question = questionFor('types_known', aCall({ arguments: { text } }), null);
    expect(question).toMatch(/^Type "Dear all, .* … .*I quit\." \(567 characters\)\?$/);
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
    expect(quoted('a” or “b「c')).toBe(`"a' or 'b'c"`);
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
