/** What the sessions of a process share: the real detector and recogniser, and silent speech. */
import type * as optionsModule from '../../../backend/src/main-control/options/conversation-options.ts';
import type * as grammarModule from '../../../backend/src/skills/command-grammar.ts';
import type * as llmModule from '../../../backend/src/llm/providers/skills/no-model-llm.ts';
import type * as sessionModule from '../../../backend/src/session/session.ts';
import type * as answererModule from '../../../backend/src/skills/skill-answerer.ts';
import type * as userModule from '../../../backend/src/user-data/user-data.ts';
import type * as vadModule from '../../../backend/src/vad/providers/silero/silero.ts';
import type { Stt } from '../../../backend/src/stt/stt.port.ts';
import type { Tts } from '../../../backend/src/tts/tts.port.ts';
import type { Vad } from '../../../backend/src/vad/vad.port.ts';
import { built } from '../../lib/built.ts';
import { SESSION_OPTIONS } from '../../lib/session-options.ts';
import { VirtualTime } from '../../policies/simulation/virtual-time.ts';
import { watch, type WatchedDetector } from '../../policies/simulation/watched-detector.ts';
import type { PageClient } from './page-client.ts';
import { PageHolder } from './page-holder.ts';
import { createRecogniser } from './recogniser.ts';

const { DEFAULT_CONVERSATION_OPTIONS } = await built<typeof optionsModule>(
  'backend/src/main-control/options/conversation-options.js',
);
const { skillGrammar, warmUpGrammar } = await built<typeof grammarModule>(
  'backend/src/skills/command-grammar.js',
);
const { NoModelLlm } = await built<typeof llmModule>('backend/src/llm/providers/skills/no-model-llm.js');
const { Session } = await built<typeof sessionModule>('backend/src/session/session.js');
const { SkillAnswerer } = await built<typeof answererModule>('backend/src/skills/skill-answerer.js');
const { UserData } = await built<typeof userModule>('backend/src/user-data/user-data.js');
const { SileroVad } = await built<typeof vadModule>('backend/src/vad/providers/silero/silero.js');

export interface World {
  time: VirtualTime;
  vad: Vad;
  stt: Stt;
  holder: PageHolder;
  answerer: InstanceType<typeof SkillAnswerer>;
}

export async function createWorld(): Promise<World> {
  const time = new VirtualTime();
  const [vad, stt, answerer] = [new SileroVad(), createRecogniser(time), new SkillAnswerer()];
  await Promise.all([vad.warmUp(), stt.warmUp(), answerer.warmUp(), warmUpGrammar()]);
  return { time, vad, stt, holder: new PageHolder(stt, time), answerer };
}

export interface Started {
  session: sessionModule.Session;
  detector: WatchedDetector;
}

/** A session without a model, as the keyless default, that knows the client's tools and the names of its page. */
export function startSession({ time, vad, answerer }: World, stt: Stt, client: PageClient): Started {
  const clock = { now: () => time.now, wallTimeMs: () => time.now };
  const detector = watch(vad);
  const session = new Session(
    { ...SESSION_OPTIONS, earcons: true, reading: true },
    {
      providers: { vad: detector.vad, stt, llm: new NoModelLlm(), tts: SILENT_TTS },
      user: new UserData({ clock }),
      answerer,
      answererFirst: true,
      options: { ...DEFAULT_CONVERSATION_OPTIONS, greeting: '', grammar: skillGrammar },
      clock,
      log: ({ message }) => client.errors.push(message),
    },
  );
  const send = (frame: string) => client.receive(frame, session);
  session.start({ bufferedAmount: 0, send, close: () => undefined });
  session.offers.toolRegister({ tools: client.tools });
  session.offers.pagePhrases({ phrases: client.phrases });
  return { session, detector };
}

const warmUp = async (): Promise<void> => undefined;

const SILENT_TTS: Tts = {
  name: 'silent',
  fallbacks: [],
  isLocal: true,
  localNames: [],
  sampleRateHz: 16_000,
  speakingRates: undefined,
  warmUp,
  connect: warmUp,
  async *synthesize(clauses) {
    let clause = 0;
    for await (const _ of clauses) yield { pcm: new Int16Array(160), clause: clause++ };
  },
};
