/** "What can I say?", and what is said after the answer. */
import type { Intent, Reply, SkillContext } from '../../engine/intent.js';
import { YES } from '../../engine/yes-no.js';
import { attempt, type BrowserCommand, type Plan } from '../browser-command.js';
import { Browser } from '../browser.js';
import { showNumbers } from '../commands/number.commands.js';
import { HAS_EXAMPLES, moreHelp, OFFER_OF_LABELS, pageHelp } from './page-help.js';

export const helpCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.help',
    tool: 'page_snapshot',
    templates: ['what can i say'],
    alsoSaid: ['what else can i say', 'what can i (say|click) here'],
    alsoUnderstood: [
      'what [else] can i (say|click|click on|press|use) [(now|to you)]',
      'what [else] (can|could|should) i (say|do|click|click on|press|use|choose|select|open|type) (here|on (this|the) (page|site|screen)|with this [page])',
      'what could i (click|click on|press)',
      'what [else] is there to (click|press|say) [(here|on (this|the) (page|site|screen))]',
      'what (are|were) (my|the) (options|choices) [here]',
      'what (options|choices) (do i have|are there|have i) [here]',
      'what (words|names|commands) (can i (say|use)|work|do you know) (here|on (this|the) (page|site|screen))',
      'i do not know what to (say|click)',
      'help [me] (here|on this page|with this page|with this site)',
    ],
    plan: () => (browser) => pageHelp(browser),
  },
  {
    name: 'browser.page.what-is-here',
    tool: 'page_snapshot',
    best: 'page',
    templates: [],
    alsoUnderstood: [
      '(what is|what is there) (here|on (this|the) (page|screen))',
      '(what do you see|what is visible|what can you see) [(here|on (this|the) page)]',
    ],
    plan: () => async (browser) => {
      const [heading] = (await browser.look()).headings;
      const beginning = heading ? `This page begins with "${heading.name}". ` : '';
      return `${beginning}${await pageHelp(browser)}`;
    },
  },
];

export const helpReplies: readonly Intent[] = [
  {
    ...{ name: 'browser.help.more', best: 'skill', after: HAS_EXAMPLES, templates: [] },
    alsoUnderstood: [
      '[(say|some|any)] more [(examples|names|of them)]',
      '(what|anything) else [(can i (say|click|do|press)|is there)] [here]',
      '(go on|continue|next|others|the others|the rest)',
    ],
    answer: (_slots, context) => carriedOut(moreHelp, context),
  },
  {
    name: 'browser.help.labels',
    best: 'skill',
    after: new RegExp(`${OFFER_OF_LABELS.replace('.', '\\.')}$`),
    templates: [],
    alsoUnderstood: [`(${YES}|show them|show me)`],
    answer: (_slots, context) => carriedOut(showNumbers, context),
  },
];

/** @returns undefined where the client shows no page */
const carriedOut = (plan: Plan, context: SkillContext): Reply =>
  context.tools.has('page_snapshot') ? { run: () => attempt(plan, new Browser(context)) } : undefined;
