/** Everything that the scenes of a process share. */
import type * as optionsModule from '../../../backend/src/main-control/options/conversation-options.ts';
import type * as grammarModule from '../../../backend/src/skills/command-grammar.ts';
import type * as ttsModule from '../../../backend/src/tts/providers/embedded/embedded.ts';
import type * as vadModule from '../../../backend/src/vad/providers/silero/silero.ts';
import { built } from '../../lib/built.ts';
import { createDetector } from './detector.ts';
import { createRecogniser } from './recogniser.ts';
import type { ConversationOptions, World } from '../scene-run.ts';
import { VirtualTime } from './virtual-time.ts';

const { DEFAULT_CONVERSATION_OPTIONS } = await built<typeof optionsModule>(
  'backend/src/main-control/options/conversation-options.js',
);
const { skillGrammar, warmUpGrammar } = await built<typeof grammarModule>(
  'backend/src/skills/command-grammar.js',
);
const { EmbeddedTts } = await built<typeof ttsModule>('backend/src/tts/providers/embedded/embedded.js');
const { SileroVad } = await built<typeof vadModule>('backend/src/vad/providers/silero/silero.js');

export const SHIPPED_OPTIONS: ConversationOptions = {
  ...DEFAULT_CONVERSATION_OPTIONS,
  greeting: '',
  grammar: skillGrammar,
};

export async function createWorld(): Promise<World> {
  const time = new VirtualTime();
  const vad = createDetector(new SileroVad());
  const stt = createRecogniser(time);
  await Promise.all([vad.vad.warmUp(), stt.stt.warmUp(), warmUpGrammar()]);
  return {
    time,
    vad: vad.vad,
    stt: stt.stt,
    speak: await speaker(),
    forget: () => [vad, stt].forEach((one) => one.forget()),
  };
}

/** TTS of the keyless default; each sentence is synthesized once. */
async function speaker(): Promise<World['speak']> {
  const tts = new EmbeddedTts();
  await tts.warmUp();
  const said = new Map<string, Promise<Int16Array>>();
  const synthesize = async (text: string) => {
    const clauses = (async function* () {
      yield text;
    })();
    const chunks: number[] = [];
    const options = { language: 'en-US', signal: new AbortController().signal };
    for await (const { pcm } of tts.synthesize(clauses, options))
      for (const sample of pcm) chunks.push(sample);
    return Int16Array.from(chunks);
  };
  return (text) => {
    if (!said.has(text)) said.set(text, synthesize(text));
    return said.get(text)!;
  };
}
