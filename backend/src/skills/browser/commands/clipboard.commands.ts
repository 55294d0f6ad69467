import type { SkillContext } from '../../engine/intent.js';
import type { BrowserCommand } from '../browser-command.js';
import type { Browser } from '../browser.js';
import { notDone } from '../../action-outcome.js';
import { errorOf, type Told } from '../outcome.js';

/** What is copied is called by its name, and is no answer. */
const ON_PAGE = /\b(?:selection|selected|text|highlighted|passage|paragraph)\b/i;

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
    name: 'browser.copy.answer',
    tool: 'copy_text',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      'copy (the|your|that|this|my) [(last|previous)] (answer|reply|response) [(to|on to|onto) [(the|my)] clipboard]',
      'copy what you [(just|have just)] (said|told me)',
    ],
    plan(_slots, context) {
      const text = answerToCopy(context);
      return (browser) =>
        text
          ? browser.act('Copied my last answer', 'copy_text', { text })
          : 'I have said nothing to copy yet.';
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
    plan(_slots, context) {
      const answer = ON_PAGE.test(context.sentence) ? undefined : answerToCopy(context);
      return (browser) => copyIt(browser, answer);
    },
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

/** The assistant's last words in this conversation, without what was read aloud or only done. */
const answerToCopy = ({ history }: Pick<SkillContext, 'history'>): string | undefined =>
  history.findLast((message) => message.role === 'assistant' && !message.isReading && message.content !== '')
    ?.content;

/** The selection; where nothing is selected, the last answer. */
async function copyIt(browser: Browser, answer: string | undefined): Promise<Told> {
  if (answer !== undefined && browser.has('read_selection')) {
    const selection = await browser.call('read_selection');
    if (/\bselected\b/i.test(errorOf(selection) ?? '') || selection['text'] === '') {
      const error = errorOf(await browser.call('copy_text', { text: answer }));
      return error === undefined ? 'Nothing is selected, so I copied my last answer.' : notDone(error);
    }
  }
  return browser.act('Copied it', 'copy_text');
}
