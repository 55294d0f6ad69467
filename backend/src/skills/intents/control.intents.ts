import type { Intent } from '../intent.js';

/** Stopping, repeating and help: about the conversation itself. */
export const controlIntents: readonly Intent[] = [
  {
    name: 'stop',
    best: 'skill',
    templates: [
      'stop [(it|that)]',
      'stop (talking|speaking|reading|it now)',
      '(be|keep) quiet',
      '(quiet|silence|hush|pause|enough|wait|hold on|wait a minute)',
      '(shut up|stop it|that is enough|that will do)',
      '(never mind|nevermind|forget it|forget that|cancel|cancel that)',
    ],
    answer: () => 'Okay.',
  },
  {
    name: 'repeat',
    best: 'skill',
    templates: [
      '(repeat|say) (that|it|this) [again]',
      '(repeat that again|say again|come again|again|repeat|once more|one more time)',
      'what did you [just] say',
      '(pardon|pardon me|excuse me|sorry|what|huh|sorry what|what was that)',
      'i (did not|could not|did) (hear|understand|catch) (you|that)',
    ],
    answer(_slots, { history }) {
      const last = history.findLast(
        (message) => message.role === 'assistant' && message.content.trim() !== '',
      );
      return last?.content ?? "I haven't said anything yet.";
    },
  },
  {
    name: 'help',
    best: 'skill',
    templates: [
      'help [me]',
      'what can you do [for me]',
      'what can i (say|ask|ask you|do)',
      'what do you know',
      '(how can you help me|what are you able to do|what else can you do)',
      'how (does this work|do i use this|do you work)',
    ],
    answer: () =>
      'You can ask me for the time, the date, sums, units, capitals and spelling, or say: set a timer for five ' +
      'minutes. For open questions, start Ollama, LM Studio or llama.cpp on this computer.',
  },
];
