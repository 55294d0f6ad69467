import { asSaid } from '../as-said.js';
import type { BrowserCommand, Plan } from '../browser-command.js';

/** As long as the tool waits at most. */
const MAX_SECONDS = 10;

/** What is waited for in talk, or cannot be read on a page. */
const NOT_A_TEXT =
  /^(?:it|that|this|me|us|him|her|them|you|a (?:second|sec|moment|minute|bit|while)|page|this page|something|what|.* to (?:load|finish|end|start|open|close)|.*\b(?:minutes?|hours?)|.* o'?clock)$/;

/** Waiting for a text of the page. */
export const waitCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.wait.seconds',
    tool: 'wait_for',
    templates: [],
    alsoUnderstood: ['wait [for] {count} (second|seconds)'],
    plan({ count }) {
      const seconds = Number(count);
      if (!(seconds > 0)) return undefined;
      return (browser) =>
        seconds > MAX_SECONDS
          ? `I can wait for ${MAX_SECONDS} seconds at most.`
          : browser.act(`Waited for ${seconds} seconds`, 'wait_for', { seconds });
    },
  },
  {
    name: 'browser.wait.gone',
    tool: 'wait_for',
    templates: [],
    alsoUnderstood: [
      'wait until [the] {text:topic} (is gone|has gone|goes away|disappears|vanishes)',
      'wait for [the] {text:topic} to (go away|disappear|vanish)',
    ],
    plan: ({ text = '' }, { sentence }) => wait('gone', text, sentence),
  },
  {
    name: 'browser.wait.text',
    tool: 'wait_for',
    templates: [],
    alsoUnderstood: [
      'wait until [the] {text:topic} (appears|shows up|comes up|comes|is there|is visible|is shown)',
      'wait for [the] {text:topic} to (appear|show up|come up|come)',
      'wait for [the] {text:topic}',
    ],
    plan: ({ text = '' }, { sentence }) => wait('text', text, sentence),
  },
];

function wait(field: 'text' | 'gone', slot: string, sentence: string): Plan | undefined {
  if (NOT_A_TEXT.test(slot)) return undefined;
  const text = asSaid(sentence, slot);
  const until = field === 'gone' ? `"${text}" to go` : `"${text}"`;
  return (browser) => browser.act(`Waited for ${until}`, 'wait_for', { [field]: text });
}
