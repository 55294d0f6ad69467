import type { Intent } from '../engine/intent.js';
import { browserIntents, firstBrowserIntents, helpIntents } from '../browser/index.js';
import { aboutItselfIntents } from './about-itself.intents.js';
import { changeTimerIntents } from './change-timer.intents.js';
import { chanceIntents } from './chance.intents.js';
import { controlIntents } from './control.intents.js';
import { calendarIntents, clockIntents } from './dates/index.js';
import { dictationIntents } from './dictation.intents.js';
import { geographyIntents } from './geography.intents.js';
import { notYetIntents } from './not-yet.intents.js';
import { numberIntents } from './numbers/index.js';
import { readingIntents } from '../reading/reading.intents.js';
import { sourceIntents } from '../sources/source.commands.js';
import { recallIntents } from './recall.intents.js';
import { runningTimerIntents } from './running-timer.intents.js';
import { smallTalkIntents } from './small-talk.intents.js';
import { spellingIntents } from './spelling.intents.js';
import { timerIntents } from './timer.intents.js';
import { cancelSeveralIntents, userIntents } from './user/index.js';
import { voiceIntents } from './voice.intents.js';
import { weatherIntents } from './weather.intents.js';

/**
 * All intents. The first that matches a sentence and has an answer wins, so special ones come before general ones.
 */
export const INTENTS: readonly Intent[] = [
  ...firstBrowserIntents,
  ...dictationIntents,
  ...helpIntents,
  ...readingIntents,
  ...sourceIntents,
  ...controlIntents,
  ...voiceIntents,
  ...recallIntents,
  ...aboutItselfIntents,
  ...cancelSeveralIntents,
  ...timerIntents,
  ...changeTimerIntents,
  ...runningTimerIntents,
  ...userIntents,
  ...clockIntents,
  ...numberIntents,
  ...calendarIntents,
  ...chanceIntents,
  ...spellingIntents,
  ...geographyIntents,
  ...weatherIntents,
  ...smallTalkIntents,
  ...browserIntents,
  ...notYetIntents,
];
