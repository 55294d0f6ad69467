/** What the browser tools may do without asking, as data. docs/tools.md lists the rules of each tool. */
import { SAVED_FILE } from '../../tool-contract/saved-file';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { speaksOf } from './words/act-words';
import { hostOf, isWithin } from './addresses';
import { carriesData, commandIn } from './carried';
import {
  acts,
  address,
  buttonSpeaks,
  isElsewhere,
  isEnterNamed,
  isEntered,
  isPageElsewhere,
  isSearch,
  isShortcut,
  isTargetNamed,
  keyOf,
  leadsOutside,
  speaks,
  submits,
  text,
  typed,
  uses,
  type JudgedCall,
} from './judged-call';
import { isErasing, isTyping } from './key-acts';
import { isWordSaid } from './named';
import { unsaidTyped, waitsUnsaid } from './typed';
import { hasWordOf, isSaid, wordsOf } from './words/spoken-words';

export type RuleName =
  | 'secret'
  | 'no_web_address'
  | 'buys'
  | 'deletes'
  | 'sends'
  | 'logs_in'
  | 'submits'
  | 'unsaid'
  | 'downloads'
  | 'leaves'
  | 'opens'
  | 'carries'
  | 'commands'
  | 'searches'
  | 'types_elsewhere'
  | 'types_known'
  | 'acts_elsewhere'
  | 'shortcut'
  | 'pastes'
  | 'copies'
  | 'closes_pinned'
  | 'closes_several';

export interface Rule {
  name: RuleName;
  verdict: 'deny' | 'confirm';
  tools: readonly ToolName[];
  applies(call: JudgedCall): boolean;
  /** Whether the user's own words are the yes; without it they are not. */
  named?(call: JudgedCall): boolean;
  /**
   * The site on which the user may allow it always; null if none is known. Without it, it is asked each time: what costs, loses or
   * tells something, stays on the computer, or depends on its words rather than on the site.
   */
  rememberedFor?(call: JudgedCall): string | null;
}

/** Where the control is that a call uses: a frame may be of another site than its page. */
export const siteOf = ({ target, pageUrl }: Pick<JudgedCall, 'target' | 'pageUrl'>): string | null =>
  (target && hostOf(target.origin)) ?? hostOf(pageUrl);

const COPY_WORDS = ['copy', 'clipboard'];
const PASTE_WORDS = ['paste', 'insert'];
const KEY_WORDS = ['press', 'key', 'keys', 'shortcut', 'hit', 'type'];
const CLOSE_WORDS = ['close', 'shut'];
const SEVERAL_WORDS = [
  'others',
  'other',
  'all',
  'tabs',
  'these',
  'those',
  'both',
  'everything',
  'rest',
  'every',
];

export const RULES: readonly Rule[] = [
  {
    name: 'secret',
    verdict: 'deny',
    tools: ['type_text', 'paste_text', 'set_value', 'press_key', 'select_option'],
    applies: (call) => call.target?.secret === true && (call.name !== 'press_key' || isTyping(keyOf(call))),
  },
  {
    name: 'no_web_address',
    verdict: 'deny',
    tools: ['open_url'],
    applies: (call) => address(call) === null,
  },
  {
    name: 'buys',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) =>
      speaks(call, 'BUYS') ||
      (submits(call) && !isSearch(call) && speaksOf('BUYING_FORM', wordsOf(call.target?.form ?? ''))),
  },
  {
    name: 'deletes',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'drag'],
    applies(call) {
      if (call.name === 'drag') return speaksOf('BIN', wordsOf(call.to?.name ?? ''));
      return (
        (isErasing(keyOf(call)) && call.target?.editable !== true) ||
        speaks(call, 'DELETES', 'HARMLESS_REMOVALS')
      );
    },
  },
  {
    name: 'sends',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => {
      const written = `${call.target?.name ?? ''} ${call.target?.form ?? ''}`;
      if (isEntered(call) && uses(call) && !isSearch(call)) {
        if (speaksOf('MESSAGE_FIELDS', wordsOf(written))) return true;
        if (call.target?.editable) return false;
      }
      return speaks(call, 'SENDS') || (submits(call) && speaks(call, 'SENDS_FORM'));
    },
  },
  {
    name: 'logs_in',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) =>
      buttonSpeaks(call, 'LOGS_IN') ||
      (submits(call) && speaksOf('LOGS_IN', wordsOf(call.target?.form ?? ''))),
    named: isEnterNamed,
    rememberedFor: siteOf,
  },
  {
    name: 'submits',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: submits,
    named: isEnterNamed,
    rememberedFor: siteOf,
  },
  {
    // The words that named the button did not say what the fields have.
    name: 'unsaid',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => (submits(call) || leadsOutside(call)) && waitsUnsaid(call),
  },
  {
    name: 'downloads',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'open_url'],
    applies: (call) =>
      call.name === 'open_url'
        ? SAVED_FILE.test(address(call)?.pathname ?? '')
        : uses(call) && call.target?.downloads === true,
    named: isTargetNamed,
  },
  {
    name: 'leaves',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => uses(call) && leadsOutside(call),
    named: isEnterNamed,
    rememberedFor: ({ target }) => hostOf(target?.href ?? ''),
  },
  {
    name: 'opens',
    verdict: 'confirm',
    tools: ['open_url'],
    applies: (call) => {
      const url = address(call);
      return url !== null && !isWithin(url.host, call.task.hosts);
    },
    rememberedFor: (call) => address(call)?.host ?? null,
  },
  {
    name: 'carries',
    verdict: 'confirm',
    tools: ['open_url'],
    applies: (call) => {
      const url = address(call);
      return url !== null && carriesData(url, call.task);
    },
  },
  {
    // Whatever its link is called: "Next page" may log out.
    name: 'commands',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'open_url'],
    applies: (call) => uses(call) && commandIn(call) !== undefined,
    named: (call) => isWordSaid(call.task.words, wordsOf(commandIn(call) ?? '')),
  },
  {
    name: 'searches',
    verdict: 'confirm',
    tools: ['search_web'],
    applies: ({ arguments: args, task: { said, words } }) =>
      !isSaid(text(args.query), said) || !hasWordOf(text(args.query), words),
  },
  {
    name: 'types_elsewhere',
    verdict: 'confirm',
    tools: ['type_text', 'set_value', 'press_key'],
    applies: (call) =>
      isElsewhere(call) && typed(call) !== '' && !isSaid(call.task.typed + typed(call), [call.task.words]),
  },
  {
    // A page sees what is typed at once, also if it is never sent.
    name: 'types_known',
    verdict: 'confirm',
    tools: ['type_text', 'set_value', 'press_key'],
    applies: unsaidTyped,
  },
  {
    name: 'acts_elsewhere',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text', 'select_option', 'set_checked', 'drag'],
    applies: (call) => acts(call) && isElsewhere(call),
    // What the user named is what they see: not a page that another one has opened.
    named: (call) => isTargetNamed(call) && !isPageElsewhere(call),
  },
  {
    name: 'shortcut',
    verdict: 'confirm',
    tools: ['press_key'],
    applies: isShortcut,
    named: (call) => isWordSaid(call.task.words, [keyOf(call).toLowerCase(), ...KEY_WORDS]),
  },
  {
    // The clipboard may hold anything, a password of another program too.
    name: 'pastes',
    verdict: 'confirm',
    tools: ['paste_text'],
    applies: () => true,
    named: (call) => isWordSaid(call.task.words, PASTE_WORDS) && !isElsewhere(call),
  },
  {
    // What is pasted later, anywhere, should be what the user has copied. A page may have selected a text by itself.
    name: 'copies',
    verdict: 'confirm',
    tools: ['copy_text'],
    applies: () => true,
    named: ({ task }) => isWordSaid(task.words, COPY_WORDS),
  },
  {
    name: 'closes_pinned',
    verdict: 'confirm',
    tools: ['close_tab'],
    applies: ({ closing }) => closing.some(({ pinned }) => pinned),
  },
  {
    name: 'closes_several',
    verdict: 'confirm',
    tools: ['close_tab'],
    applies: ({ closing, task }) => closing.length + task.closed > 1,
    named: ({ task: { words } }) => isWordSaid(words, CLOSE_WORDS) && isWordSaid(words, SEVERAL_WORDS),
  },
];
