import type { BrowserCommand } from '../browser-command.js';

export const clipboardCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.copy.page',
    tool: 'copy_text',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(copy|copy me) (the|this) [(page|tab|site)] {what=address|url|link|title|name} [(of|to) (this|the) (page|tab|site|article)]',
      'copy (page|tab) {what=title|address|url|link}',
      'copy {what=link|links}',
    ],
    plan:
      ({ what = '' }) =>
      async (browser) => {
        const tab = (await browser.tabsHere()).find(({ active }) => active);
        if (!tab) return 'I see no page to copy that from.';
        const isTitle = what === 'title' || what === 'name';
        return browser.act(isTitle ? 'Copied the title' : 'Copied the address', 'copy_text', {
          text: isTitle ? tab.title : tab.url,
        });
      },
  },
  {
    name: 'browser.copy',
    tool: 'copy_text',
    reason: 'click',
    templates: ['copy that'],
    alsoUnderstood: [
      'copy [(this|it|that)] [(to|on to|onto) [the|my] clipboard]',
      'copy (the|this|my) (selection|selected text|text|highlighted text|passage|paragraph)',
      'copy (selection|selected text|what is selected)',
      'add [(the|my)] selection to [(the|my)] clipboard',
    ],
    plan: () => (browser) => browser.act('Copied it', 'copy_text'),
  },
  {
    name: 'browser.paste',
    tool: 'paste_text',
    reason: 'click',
    templates: ['paste'],
    alsoUnderstood: [
      'paste (it|that|this|here|it here|that here|from the clipboard|my clipboard|the clipboard|the text)',
    ],
    plan: () => (browser) => browser.act('Pasted it', 'paste_text'),
  },
];
