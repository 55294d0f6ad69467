import { ENGLISH_ANSWERS } from '#answers';
import type { TurnTakingWords } from '../turn-taking-words.js';
import { ENDS_SOMETHING } from './browser/control-words.js';

const words = (text: string): string[] => text.split(' ');

const BACKCHANNELS = [
  ...words('mhm mm mmm hm hmm hum mmhm aha ah oh uh huh um okay ok right yeah yep yes sure alright cool wow'),
  ...words('nice great'),
  ...['uh huh', 'mm hmm', 'i see', 'got it', 'all right', 'of course', 'makes sense', 'go on'],
  ...['oh okay', 'oh wow'],
];

/** "Right" says yes only where it is known that a question was asked. */
const YES = [...ENGLISH_ANSWERS.yes, ...ENGLISH_ANSWERS.weakYes, 'right'];

export const ENGLISH_TURN_TAKING_WORDS: TurnTakingWords = {
  backchannels: new Set(BACKCHANNELS),

  /** Single words: they are looked up one by one. */
  affirmations: new Set(BACKCHANNELS.filter((each) => YES.includes(each) && !each.includes(' '))),

  affirmationCourtesies: new Set(words('please do it go ahead')),

  hum: 'mhm',

  stopCommands: new Set([
    ...words('stop wait no nope quiet silence hush enough pause cancel shush halt'),
    ...['hold on', 'shut up', 'be quiet', 'hang on', 'never mind', 'one moment'],
    ...['that is enough', "that's enough"],
  ]),

  taskStops: new Set(['stop', 'cancel', 'halt', 'never mind']),

  stopOpenings: new Set(['okay', 'please']),

  stopCourtesies: {
    before: new Set(words('okay ok please hey')),
    after: new Set(words('please now it that talking speaking reading')),
  },

  wakeCommands: new Set(['wake up']),

  wakeCourtesies: new Set(words('hey okay ok hello hi please now earshot')),

  endsSomething: ENDS_SOMETHING,

  usesControl: /^(?:please )?(?:click|press|tap|select|uncheck|tick|untick) /i,

  openEndings: new Set([
    ...words(
      'and or but because so if when while although though unless until than as like that which who whose',
    ),
    ...words('a an the my your his her our their this these some any every another'),
    ...words('of to for with from into onto about between at by via per in on'),
    ...words(
      'is are was were am be been do does did can could will would shall should may might must have has had',
    ),
    ...words(
      'what whats how hows where when why um uh er erm well plus minus times divided multiplied please',
    ),
  ]),

  // "what is it for", "which one is that".
  questionEndings: new Set(
    words('to for with from about at by in on is are was that this like do does have be please'),
  ),

  questionStart: /^(?:what|whats|who|where|which|how|when|why)\b/,

  // "what is twenty", "how many feet are in ten".
  loneNumber:
    /^(?:what is|whats|what's|how much is|calculate|convert|how many [a-z ]+ in)(?: (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|point|\d[\d.,]*))+$/,
};
