import { isSpeakable } from '../../common/text/is-speakable.js';
import type { CallControl } from '../answerer.port.js';
import type { Intent, SkillAction, SkillContext } from '../engine/intent.js';
import { attempt } from '../browser/browser-command.js';
import { Browser } from '../browser/browser.js';
import { pageHelp } from '../browser/help/page-help.js';
import { lastAnswer } from '../last-question.js';

/** Without a question mark, an apology as well as a wish to hear the answer again. */
const SORRY = /^\W*(?:(?:oh|so|okay|well)[\s,]+)?(?:sorry|pardon|pardon me|excuse me)[\s.!,]*$/i;
/** After such an answer, or none, "sorry" does not ask to hear it again. */
const PLEASANTRY =
  /^(?:$|Nice to meet you|You're welcome|Hello|Okay\.|No problem|I'm doing well|Yes, I(?:'m here| can hear you))/;

/** "What can you do?" is not about the page. */
const ABOUT_ASSISTANT = /\byou\b/i;

/** "I want to sleep" is no command. */
const ABOUT_ONESELF = /^\W*i\b/i;

/** Commands about the conversation itself: stop, repeat, help. */
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
    name: 'sleep',
    best: 'skill',
    templates: ['(go to sleep|sleep|sleep now)'],
    alsoUnderstood: ['(take a nap|you can sleep [now]|go back to sleep|good night and go to sleep)'],
    exactOnly: true,
    answer: (_slots, { sleep, sentence }) =>
      ABOUT_ONESELF.test(sentence)
        ? undefined
        : {
            run() {
              sleep();
              return 'Okay. Say "wake up" when you need me.';
            },
          },
  },
  {
    name: 'wake-up',
    best: 'skill',
    templates: ['wake up'],
    alsoUnderstood: ['wake up [(now|again)]'],
    answer: () => ({ run: () => ({ sound: 'done', note: "I'm listening." }) }),
  },
  {
    name: 'stop-listening',
    best: 'skill',
    templates: ['(stop listening|mute|mute yourself|mute the microphone|turn off the microphone)'],
    alsoUnderstood: [
      'mute (me|my mic|my microphone|the mic)',
      'turn off (my|the) (mic|microphone)',
      'do not listen [(to me|any more|anymore)]',
      'stop listening (to me|to us|for a while|for now)',
    ],
    exactOnly: true,
    answer: (_slots, { call }) =>
      call
        ? {
            run() {
              call.mute();
              return 'Okay, muted. Press Unmute to talk again.';
            },
          }
        : 'Press Mute in the side panel, and I hear nothing until you press it again.',
  },
  {
    name: 'hang-up',
    best: 'skill',
    templates: ['hang up', 'end the call'],
    alsoUnderstood: [
      '(end|stop|close|finish) (the|this|our) (call|conversation)',
      '(disconnect|end call|hang up the call|hang up now)',
    ],
    exactOnly: true,
    answer: (_slots, { call }) => (call ? goodbye(call) : 'Press Hang up in the side panel to end the call.'),
  },
  {
    name: 'goodbye',
    best: 'skill',
    templates: [
      '(goodbye|bye|bye bye|see you|see you later|good night|good bye|talk to you later|have a nice day)',
    ],
    alsoUnderstood: [
      '(that is all|that will be all|that was all) [(for now|for today|thanks|thank you)]',
      '(goodbye|bye|good night|see you) (earshot|for now|then|tomorrow|soon|around)',
      '(thanks|thank you|okay thanks|okay thank you|great thanks) [(a lot|so much|very much)] [and] (goodbye|bye|bye bye|good night|see you|see you later|see ya)',
      '(see ya|see ya later|cya|bye now|farewell|so long|catch you later)',
    ],
    exactOnly: true,
    answer: (_slots, { call }) => (call ? goodbye(call) : 'Goodbye.'),
  },
  {
    name: 'apology',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(i am sorry|i am so sorry|i am very sorry|so sorry|my mistake|my bad|i apologize|sorry about that|sorry for that)',
    ],
    answer: () => 'No problem.',
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
    alsoSaid: [
      '(repeat|say) (that|it|this) [again] (slower|slowly|more slowly|louder)',
      '(repeat|say) (that|it|this) (one more time|once more)',
      'i (did not|could not) (hear|understand|catch) (you|that|what you said) [can you] (say|repeat) (it|that) [again]',
      '(sorry|pardon|excuse me) (what did you say|what was that|i did not catch that|say that again)',
      'what was that again',
    ],
    alsoUnderstood: ['what (was it|was that) [that] you [just] said', 'what (was|is) your last answer'],
    answer(_slots, { history, sentence }) {
      if (SORRY.test(sentence) && PLEASANTRY.test(lastAnswer({ history }))) return 'No problem.';
      const answers = history.filter((message) => message.role === 'assistant');
      // After a TTS failure the rest of the answer can be spoken now.
      const texts = answers.map(({ content, ttsFailed, unheard }) =>
        ttsFailed ? `${content} ${unheard}` : content,
      );
      return texts.findLast((text) => text.trim() !== '')?.trim() ?? "I haven't said anything yet.";
    },
  },
  {
    name: 'continue',
    // A model knows where it was interrupted and continues in its own words.
    best: (_slots, context) => (mayReadOn(context) ? 'skill' : 'either'),
    templates: [
      '(go on|go ahead|carry on|keep going|keep talking|continue) [(please|then|now)]',
      '(continue|finish) (that|your answer|what you were saying|your sentence)',
      '(where were you|what were you saying|what else did you want to say)',
    ],
    answer(_slots, context) {
      const { history, reading, tools } = context;
      if (mayReadOn(context)) return { run: () => reading.goOn(tools) };
      const last = history.findLast((message) => message.role === 'assistant');
      if (!last) return undefined;
      return isSpeakable(last.unheard ?? '') ? last.unheard : 'That was all.';
    },
  },
  {
    name: 'help',
    best: 'skill',
    templates: [
      'help [me]',
      'what can you do [for me]',
      'what can i (ask|ask you|do)',
      'what do you know',
      '(how can you help me|what are you able to do|what else can you do)',
      'how (does this work|do i use this|do you work)',
    ],
    alsoSaid: [
      '(i need help|i need some help|help me please)',
      '[(show me|tell me)] what (you can do|i can say|i can ask|you can help with)',
      'what (commands|things|questions) (do you know|can i (use|say|ask)|can you (answer|do)|do you understand)',
      '(give me|show me|tell me) [some] (examples|commands)',
      'what [else] (can|could|should) i (ask|try|do)',
      'what [else] (could|should) i say',
      'what are you able to do for me',
    ],
    alsoUnderstood: [
      // Where a page can be seen, it is asked about that.
      'what [else] can i say',
      'what (are the|sort of|kind of|kinds of) things (can you|you can|that you can) (do|help with|help me with)',
      'what (else|all) can you (do|help with|help me with)',
      'what can you help [me] with',
      'what is it [that] you can do',
      '(how|what) do i (talk to you|say to you|ask you)',
    ],
    answer(_slots, context) {
      const { tools, sentence } = context;
      if (!tools.has('click')) return helpWith('');
      const onPages = tools.has('page_snapshot') ? `${ON_PAGES}${IN_BROWSER}` : IN_BROWSER;
      if (ABOUT_ASSISTANT.test(sentence) || !tools.has('page_snapshot')) return helpWith(onPages);
      return { run: () => helpOnPage(new Browser(context)) };
    },
  },
];

/** What was read goes on, unless another answer was cut off since. */
function mayReadOn({ history, reading }: SkillContext): boolean {
  const last = history.findLast((message) => message.role === 'assistant');
  return reading.hasText && !isSpeakable(last?.unheard ?? '');
}

const helpWith = (onPages: string): string =>
  'You can ask me for the time, the date, the weather, sums, units, capitals and spelling, and for timers, alarms, ' +
  `reminders and notes. ${onPages}For open questions, start Ollama, LM Studio or llama.cpp on this computer.`;

/** The page's own names first, where it can be seen. */
async function helpOnPage(browser: Browser): Promise<string> {
  const here = await attempt((now) => pageHelp(now, 'On this page you can say'), browser);
  return typeof here === 'string' ? `${here} ${helpWith(IN_BROWSER)}` : helpWith(`${ON_PAGES}${IN_BROWSER}`);
}

const ON_PAGES = 'On a web page, ask: what can I say here. ';
const IN_BROWSER =
  'In the browser say for example: scroll down, click and a name, next tab, search for, find, or read this page. ';

const goodbye = (call: CallControl): SkillAction => ({
  run() {
    call.hangUp();
    return 'Goodbye.';
  },
});
