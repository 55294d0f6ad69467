import type { AnswerContext } from '../../main-control/output/generate-answer.js';
import { ReadingSession } from '../../skills/reading/reading-session.js';
import { ReadTexts } from '../../skills/sources/read-texts.js';
import { callControl } from './call-control.js';
import type { SessionDeps, SessionOptions } from '../session-options.js';
import type { SessionOutput } from '../session-output.js';

export interface AnswerContextDeps {
  sessionId: string;
  options: SessionOptions;
  deps: Pick<SessionDeps, 'user' | 'recording' | 'clock'>;
  output: SessionOutput;
  sleep(): void;
}

/** @returns what the answers of a new session depend on */
export function answerContext({ sessionId, options, deps, output, sleep }: AnswerContextDeps): AnswerContext {
  const { user, recording, clock } = deps;
  return {
    sessionId,
    language: options.language,
    timeZone: options.timeZone,
    user,
    now: () => new Date(clock.wallTimeMs()),
    controlCall: callControl(output, options.callControl),
    playsEarcons: options.earcons,
    reading: new ReadingSession(),
    readTexts: new ReadTexts(),
    sleep,
    isRecorded: () => recording?.on ?? false,
  };
}
