import type { ActionResult, Move } from '../answerer.port.js';
import type { Intent, Reply, SkillContext } from '../engine/intent.js';
import { browserReason } from '../refusals/browser-reasons.js';
import { refusalAnswer } from '../refusals/refusal.js';

const SELECTION = /\bselection\b/i;

/** What `lastAnswer` gives after something was read. */
const AFTER_READING = /^\[read aloud\]$/;

/** Reading the page aloud, and moving in what is read. */
export const readingIntents: readonly Intent[] = [
  {
    name: 'reading.page',
    best: 'page',
    tool: 'read_article',
    samples: 24,
    templates: [
      'read (this page|the page|this article|the article|it|the selection|this) [(to me|aloud|out loud)]',
      'read this page to me',
    ],
    alsoUnderstood: [
      'read me (this page|the page|this article|the article|this|the story|this story|this post)',
      'read (this story|the story|this post|the text|this text) [(to me|aloud|out loud)]',
      '(start|begin) reading [(this page|the page|this article|the article)]',
      'read [it] (aloud|out loud)',
    ],
    answer(_slots, context) {
      const { tools, reading, sentence } = context;
      if (!tools.has('read_article'))
        return refusalAnswer({ best: 'page', ...browserReason('see', tools) }, context);
      const isSelection = SELECTION.test(sentence) && tools.has('read_selection');
      return { run: () => (isSelection ? reading.readSelection(tools) : reading.readPage(tools)) };
    },
  },
  {
    name: 'reading.selection',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'read [me] (the selected text|my selection|what i selected|what is selected) [(to me|aloud|out loud)]',
      'read [me] (the highlighted text|the marked text|what i have selected|what i marked) [(to me|aloud|out loud)]',
    ],
    answer: (_slots, { tools, reading }) =>
      tools.has('read_selection') ? { run: () => reading.readSelection(tools) } : undefined,
  },
  {
    name: 'reading.here',
    best: 'skill',
    templates: ['read from here', '(start|begin|go on) reading [from] here'],
    alsoUnderstood: [
      'read [(on|aloud|this page|the page|the article)] from (here|this point|where i am|what i see|the selection)',
    ],
    answer: (_slots, { tools, reading }) =>
      tools.has('read_article') ? { run: () => reading.readPage(tools, 'here') } : undefined,
  },
  {
    name: 'reading.go-on',
    best: 'skill',
    templates: ['(continue|resume|keep|go on) reading', 'read on'],
    alsoUnderstood: [
      '(read|continue|finish) (the rest|the rest of it|the rest of the page|the rest of the article)',
      '(go on|continue|resume|carry on) [(please|then|now)] with (the article|the page|the text|the story)',
    ],
    answer: (_slots, context) => inText(context, ({ reading, tools }) => reading.goOn(tools)),
  },
  moving(
    'back',
    ['(previous|last) sentence', 'go back (a|one) sentence', 'back (a|one) sentence'],
    ['[read] the (previous|last) sentence', 'one sentence back'],
  ),
  moving('again', ['(repeat|read) (the|this|that) sentence [again]']),
  moving('next', ['next sentence', 'skip (this|the|a|one) sentence'], ['[(read|go to)] the next sentence']),
  moving(
    'paragraph_next',
    ['next paragraph', 'skip (this|the|a|one) paragraph'],
    [
      '[(read|go to|skip to|jump to)] the next paragraph',
      '(skip|go|jump) [(ahead|forward)] (a|one) paragraph',
    ],
  ),
  moving(
    'paragraph_back',
    ['(previous|last) paragraph', '[go] back (a|one) paragraph'],
    ['[(read|go to|go back to)] the (previous|last) paragraph', 'one paragraph back'],
  ),
  moving(
    'start',
    ['read [it] from the (beginning|start|top)'],
    [
      'start (reading|the article|the page) (again|over|from the beginning)',
      'read (it|this|the page|the article|all of it) [all] (over|again|over again)',
      'back to the (beginning|start) of the (article|page|text)',
    ],
  ),
  {
    name: 'reading.where',
    best: 'skill',
    templates: ['where was i', 'where did (you|we|i) stop [reading]'],
    alsoUnderstood: ['where (am i|are we|was i|were we) in (the|this) (article|page|text)'],
    answer: (_slots, { reading }) => reading.whereWasI(),
  },
  rightAfter('go_on', [
    '(go on|go ahead|continue|resume|unpause|carry on|keep going|keep reading) [(please|then|now)]',
  ]),
  rightAfter('back', ['[go] back']),
  rightAfter('again', [
    '[(sorry|pardon)] (repeat|repeat that|read that again|again|say that again|what did you say|what was that)',
  ]),
  rightAfter('next', ['(next|[go] forward|skip|skip (this|that|it)|skip ahead)']),
  rightAfter('start', ['(start over|start again|from the beginning|from the top)']),
];

function moving(move: Move, templates: readonly string[], alsoUnderstood: readonly string[] = []): Intent {
  return {
    name: `reading.${move}`,
    best: 'skill',
    templates,
    alsoUnderstood,
    answer: (_slots, context) => inText(context, ({ reading, tools }) => reading.move(move, tools)),
  };
}

/** Phrases that mean something else when nothing was just read. */
function rightAfter(move: Move | 'go_on', alsoUnderstood: readonly string[]): Intent {
  return {
    name: `reading.just-read.${move}`,
    best: 'skill',
    templates: [],
    alsoUnderstood,
    after: AFTER_READING,
    answer: (_slots, context) =>
      inText(context, ({ reading, tools }) =>
        move === 'go_on' ? reading.goOn(tools) : reading.move(move, tools),
      ),
  };
}

/** @returns undefined if no text is being read */
const inText = (
  context: SkillContext,
  run: (context: SkillContext) => ActionResult | Promise<ActionResult>,
): Reply => (context.reading.hasText ? { run: () => run(context) } : undefined);
