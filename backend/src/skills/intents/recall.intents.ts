import type { ChatMessage } from '../../llm/llm.port.js';
import type { Intent } from '../engine/intent.js';

/** Questions about the conversation so far. */
export const recallIntents: readonly Intent[] = [
  {
    name: 'recall.question',
    best: 'skill',
    templates: ['what did i [just] (ask|say) [(you|before)]', 'what was my (last|previous) question'],
    alsoUnderstood: [
      'what (was|is) the (last|previous) (question|thing) [(i asked|i said|that i asked|that i said)] [you]',
      'what did i (ask|say|ask you|say to you|tell you) (before|last|earlier|just now|a moment ago|before that)',
      'what (have i|did i) just (asked|said|ask you|ask|say)',
      'what was (my last sentence|the last thing i said|the last thing i asked)',
      '(repeat|say|read) my (last|previous) question',
    ],
    answer: (_slots, { history }) => quote(history.findLast(isUser)),
  },
  {
    name: 'recall.first-question',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what was my first question',
      'what did i (ask|say) [you] (first|at first|at the beginning|in the beginning)',
    ],
    answer(_slots, { history }) {
      const first = history.find(({ role }) => role === 'user');
      const isFirst = !(first?.role === 'user' && first.isOldestKept);
      return isFirst
        ? quote(first)
        : `I keep only the last part of a conversation. The oldest that I know: ${quote(first)}`;
    },
  },
  {
    name: 'recall.action',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what did you [just] (do|change|click) [(just now|there|now|on this page|on the page)]',
      'what (have you|did you) just (done|do)',
      'what was the last thing [that] you did',
    ],
    answer(_slots, { history }) {
      const last = history.findLast((message) => message.role === 'assistant' && message.actionResult);
      return last?.role === 'assistant' ? last.actionResult : undefined;
    },
  },
  {
    name: 'recall.answer',
    // A model can sum up several answers.
    best: 'either',
    templates: [],
    alsoUnderstood: [
      'what did you (say|tell me) about {topic}',
      '(repeat|say again) what you said about {topic}',
      'what (was your answer|did you answer) (about|to|on) {topic}',
    ],
    answer({ topic = '' }, { history }) {
      const words = keywords(topic);
      if (words.length === 0) return undefined;
      const about = (message: ChatMessage) => {
        const said = keywords(message.content);
        return message.role === 'assistant' && words.every((word) => said.includes(word));
      };
      const answer = history.findLast(about) ?? answerTo(history, words);
      return answer ? `I said: ${answer.content}` : 'I said nothing about that.';
    },
  },
];

const isUser = ({ role }: ChatMessage): boolean => role === 'user';

const quote = (message: ChatMessage | undefined): string =>
  message
    ? `You said: ${/[.?!]$/.test(message.content) ? message.content : `${message.content}.`}`
    : 'You have not asked me anything yet.';

/** The answer to a question with these words. */
function answerTo(history: readonly ChatMessage[], words: readonly string[]): ChatMessage | undefined {
  const at = history.findLastIndex(
    (message) => isUser(message) && words.every((word) => keywords(message.content).includes(word)),
  );
  const next = at < 0 ? undefined : history[at + 1];
  return next?.role === 'assistant' && next.content !== '' ? next : undefined;
}

/** The words of a text without articles and pronouns. */
const keywords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !/^(?:the|a|an|my|your|it|that|this)$/.test(word),
  );
