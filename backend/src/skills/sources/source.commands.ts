/** The passage that the last answer comes from: shown in the page, or read in its own words. */
import { quoted } from '../../common/text/quoted.js';
import { done, notDone } from '../action-outcome.js';
import { browserIntent, type BrowserCommand, type Plan } from '../browser/browser-command.js';
import { isHere, type Browser } from '../browser/browser.js';
import { totalOf } from '../browser/commands/find.commands.js';
import { errorOf, type Told } from '../browser/outcome.js';
import type { Intent, SkillContext } from '../engine/intent.js';
import { lastAnswer, lastQuestion } from '../last-question.js';
import type { Passage } from './passage.js';

const NONE = 'I find no passage for that in what I have read.';

/** Where the tab of the passage is not known, it may be another one. */
const NOT_HERE = 'The page that is open does not show this passage';
const GONE = 'The page does not show this passage any more';

const passageOfLast = (context: SkillContext): Passage | undefined =>
  context.readTexts.passageFor(lastAnswer(context), lastQuestion(context));

const commands: readonly BrowserCommand[] = [
  {
    // Without a passage, these mean something else.
    name: 'browser.source.show',
    tool: 'find_in_page',
    templates: ['show me [(that|where)]'],
    alsoUnderstood: ['(show it|scroll there|scroll to it|go there|take me there) [to me]'],
    plan: (_slots, context) => {
      const passage = passageOfLast(context);
      return passage && show(passage);
    },
  },
  {
    name: 'browser.source.show-where',
    tool: 'find_in_page',
    reason: 'find',
    templates: ['where does it say (that|so)', 'show me where it says (that|so)'],
    alsoUnderstood: [
      '(show me|show|mark|highlight) (the|that) (passage|source|place|sentence) [(on|in) (the|this) page]',
      'show me where (it|that) is [(on|in) (the|this) page]',
      'where (did you|do you) (read|see|find|get) (that|it) [from]',
      'where (on|in) (the|this) page (is that|does it say that|did you read that)',
      'where is that [passage] (on|in) (the|this) page',
    ],
    plan: (_slots, context) => {
      const passage = passageOfLast(context);
      return passage ? show(passage) : () => NONE;
    },
  },
];

export const sourceIntents: readonly Intent[] = [
  ...commands.map(browserIntent),
  {
    name: 'source.quote',
    best: 'skill',
    templates: ['what does it say exactly', 'read me (the|that) passage'],
    alsoUnderstood: [
      'what (are|were) the exact words',
      '(quote|read) [me] (the|that) (passage|sentence|source)',
      'what exactly does it say',
      'quote (it|that)',
    ],
    answer: (_slots, context) => {
      const passage = passageOfLast(context);
      if (!passage) return undefined;
      const where = passage.title === '' ? 'It says' : `In ${quoted(passage.title)} it says`;
      return `${where}: ${quoted(passage.text)}`;
    },
  },
];

const show =
  (passage: Passage): Plan =>
  async (browser) => {
    const problem = await toTab(browser, passage.tab);
    if (problem !== undefined) return notDone(problem);
    const result = await browser.read('find_in_page', { text: passage.text });
    if (totalOf(result) === 0)
      return notDone(`${passage.tab === null ? NOT_HERE : GONE}: ${quoted(passage.text)}`);
    return done(`Shown: ${quoted(passage.text)}`) satisfies Told;
  };

/** @returns why the tab cannot be shown; undefined if it is */
async function toTab(browser: Browser, tab: number | null): Promise<string | undefined> {
  if (tab === null || !browser.has('list_tabs') || !browser.has('switch_tab')) return undefined;
  const tabs = await browser.tabs();
  if (!tabs.some((each) => each.tab === tab)) return 'The page of that answer is closed.';
  if (tabs.some((each) => each.tab === tab && each.active && isHere(each))) return undefined;
  return errorOf(await browser.call('switch_tab', { tab }));
}
