import { describe, expect, it } from 'vitest';
import { NoModelLlm } from '../../llm/providers/skills/no-model-llm.js';
import { Answerer, type Answer } from '../../skills/answerer.port.js';
import { SUNDAY_MORNING } from '../../skills/testing/skill-context.js';
import { SessionTimers } from '../../timers/timers.js';
import { humTts } from '../../../../testing/scripted-providers.js';
import type { AnswerEvent } from './answer-events.js';
import { AnswerPipeline } from './answer-pipeline.js';

const never = <Value>() => new Promise<Value>(() => undefined);

class FixedAnswerer extends Answerer {
  constructor(private readonly fixed: Promise<Answer>) {
    super();
  }

  async warmUp(): Promise<void> {}

  answer(): Promise<Answer> {
    return this.fixed;
  }
}

const hangingAction = (): Answer => ({ kind: 'action', intent: 'test', certain: true, run: () => never() });

describe(AnswerPipeline.name, () => {
  it.each<[string, Promise<Answer>]>([
    ['the answerer', never()],
    ['its action', Promise.resolve(hangingAction())],
  ])('ends without an event when it is cancelled while %s hangs', async (_, answer) => {
    const events: AnswerEvent[] = [];
    const sut = new AnswerPipeline(1, {
      llm: new NoModelLlm(),
      tts: humTts(),
      answerer: new FixedAnswerer(answer),
      answererFirst: true,
      context: {
        sessionId: 'test',
        language: 'en',
        timers: new SessionTimers(() => undefined),
        now: () => SUNDAY_MORNING,
      },
      dispatch: (event) => events.push(event),
      pace: async () => undefined,
      outputHz: 16_000,
      log: () => undefined,
    });
    const generated = sut.generate([{ role: 'user', content: 'hello' }], false);
    await new Promise(setImmediate);
    sut.cancel();
    await generated;
    expect(events).toEqual([]);
  });
});
