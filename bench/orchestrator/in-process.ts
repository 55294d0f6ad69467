/** Earshot's own session with the scripted providers, without a network. */
import type { LlmRequest } from '../../backend/src/llm/llm.port.ts';
import { built } from '../lib/built.ts';
import type { Contestant } from './contestant.ts';
import type { Player } from './player.ts';
import { scriptedProviders } from './providers.ts';
import type { Script } from './script.ts';

const { Session } = await built<typeof import('../../backend/src/session/session.ts')>(
  'backend/src/session/session.js',
);
const { DEFAULT_CONVERSATION_OPTIONS } = await built<
  typeof import('../../backend/src/main-control/conversation-options.ts')
>('backend/src/main-control/conversation-options.js');
const { STALL_MS } = await built<typeof import('../../backend/src/main-control/answer-pipeline.ts')>(
  'backend/src/main-control/answer-pipeline.js',
);
const { systemClock } = await built<typeof import('../../backend/src/common/clock.ts')>(
  'backend/src/common/clock.js',
);

/** @param onRequest hears each question that the language model gets */
export async function inProcess(
  script: Script,
  player: Player,
  onRequest?: (request: LlmRequest) => void,
): Promise<Contestant> {
  const session = new Session(
    { mode: 'hands_free', language: 'en-US', greet: false, outputHz: 16_000, client: 'bench' },
    {
      providers: scriptedProviders(script, onRequest),
      options: DEFAULT_CONVERSATION_OPTIONS,
      stallMs: STALL_MS,
      clock: systemClock,
      log: (error) => console.error(error),
    },
  );
  session.start({ bufferedAmount: 0, send: (frame) => player.message(frame), close: () => undefined });
  return {
    hear: (pcm) => session.audio(pcm),
    playback: (report) => session.playback(report),
    close: () => session.close(),
  };
}
