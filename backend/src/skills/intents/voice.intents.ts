import type { SpeakingRates } from '../../tts/speaking-rate.js';
import type { Intent, Reply, SkillContext } from '../engine/intent.js';
import { lastAnswer, READ_ALOUD } from '../last-question.js';
import { refusalIntents } from '../refusals/refusal.js';

/** One step of speed: easy to hear, and not too much. */
const STEP = 1.2;
const LARGE_STEP = 1.5;

const ONE_SPEED = 'This voice has only one speed.';

/** The speed and the loudness of the voice. */
export const voiceIntents: readonly Intent[] = [
  {
    name: 'voice.slower',
    best: 'skill',
    templates: ['(speak|talk) (slower|more slowly)', '(slower|slow down)'],
    alsoSaid: [
      '(speak|talk) [a] {much=much|lot|bit|little} (slower|more slowly)',
      'you (speak|talk) too fast',
    ],
    alsoUnderstood: [
      '(speak|talk|go|read) [(a|a bit|a little)] (slower|slowly|more slowly)',
      '{much=much} (slower|more slowly)',
      'you are (talking|speaking|going) [(much|way)] too (fast|quickly)',
      '(not so fast|that is too fast|too fast)',
    ],
    answer: ({ much }, context) =>
      change(context, much === 'much' || much === 'lot' ? 1 / LARGE_STEP : 1 / STEP),
  },
  {
    name: 'voice.faster',
    best: 'skill',
    templates: ['(speak|talk) (faster|more quickly)', '(faster|speed up)'],
    alsoSaid: [
      '(speak|talk) [a] {much=much|lot|bit|little} (faster|more quickly)',
      'you (speak|talk) too slowly',
    ],
    alsoUnderstood: [
      '(speak|talk|go|read) [(a|a bit|a little)] (faster|quicker|quickly|more quickly)',
      '{much=much} (faster|quicker)',
      'you are (talking|speaking|going) [(much|way)] too (slow|slowly)',
      '(not so slow|not so slowly|that is too slow|too slow)',
    ],
    answer: ({ much }, context) => change(context, much === 'much' || much === 'lot' ? LARGE_STEP : STEP),
  },
  {
    name: 'voice.normal-speed',
    best: 'skill',
    templates: ['(speak|talk) at normal speed', 'normal speed'],
    alsoUnderstood: [
      '(speak|talk) (normally|normal|as before)',
      '(speak|talk|go back to|use|return to) [(at|in|with)] [(a|your|the)] (normal|regular|usual|default|original) (speed|pace|rate)',
      '(regular|usual|default) speed',
      'reset (the|your) (speed|voice)',
    ],
    answer: (_slots, context) => toNormal(context),
  },
  ...refusalIntents({
    kind: 'voice.volume',
    best: 'skill',
    reason: "I can't change my volume.",
    nearest: "Use your computer's volume keys.",
    templates: [
      '(speak|talk) (louder|quieter|up)',
      '(louder|quieter)',
      '(volume up|volume down|turn it up|turn it down|turn up the volume|turn down the volume)',
    ],
    alsoUnderstood: [
      '(speak|talk) [(a bit|a little|much)] (softer|softly|more quietly|more loudly|louder|quieter)',
      '(increase|decrease|lower|raise|turn up|turn down|set|change|max) [(the|your|my)] volume [{rest}]',
      'turn (the|your) volume (up|down) [{rest}]',
      'you are (too loud|too quiet|too soft)',
    ],
  }),
];

/** The factor on the voice's own speed, within what it can do. */
const rateOf = ({ preferences }: SkillContext, { min, max }: SpeakingRates): number =>
  Math.min(max, Math.max(min, preferences.get('speakingRate') ?? 1));

function change(context: SkillContext, factor: number): Reply {
  const { speakingRates } = context;
  if (!speakingRates) return ONE_SPEED;
  const before = rateOf(context, speakingRates);
  const wanted = Math.round(before * factor * 100) / 100;
  // Up and down again is the voice's own speed, in spite of the rounding.
  const rate = Math.abs(wanted - 1) < 0.02 ? 1 : wanted;
  const { min, max } = speakingRates;
  const possible = Math.min(max, Math.max(min, rate));
  if (possible === before) return factor < 1 ? 'I am as slow as I can be.' : 'I am as fast as I can be.';
  return {
    run({ preferences }) {
      preferences.set('speakingRate', possible === 1 ? undefined : possible);
      // The user hears the new speed at once.
      if (context.reading.hasText && lastAnswer(context) === READ_ALOUD)
        return context.reading.goOn(context.tools);
      return factor < 1 ? 'Okay, slower.' : 'Okay, faster.';
    },
  };
}

function toNormal({ speakingRates, preferences }: SkillContext): Reply {
  if (!speakingRates) return ONE_SPEED;
  if ((preferences.get('speakingRate') ?? 1) === 1) return 'This is my normal speed.';
  return {
    run(user) {
      user.preferences.set('speakingRate', undefined);
      return 'Okay, back to my normal speed.';
    },
  };
}
