/** The backend as it is served, with the scripted providers in its registries. Prints its port as JSON. */
import { built } from '../lib/built.ts';
import { scriptedProviders } from './providers.ts';
import { answer } from './script.ts';

const { createApp, listen } =
  await built<typeof import('../../backend/src/create-app.ts')>('backend/src/create-app.js');
const { EarshotConfig } = await built<typeof import('../../backend/src/config/config.dto.ts')>(
  'backend/src/config/config.dto.js',
);
const [{ VAD_PROVIDERS }, { STT_PROVIDERS }, { LLM_PROVIDERS }, { TTS_PROVIDERS }] = await Promise.all([
  built<typeof import('../../backend/src/vad/providers/index.ts')>('backend/src/vad/providers/index.js'),
  built<typeof import('../../backend/src/stt/providers/index.ts')>('backend/src/stt/providers/index.js'),
  built<typeof import('../../backend/src/llm/providers/index.ts')>('backend/src/llm/providers/index.js'),
  built<typeof import('../../backend/src/tts/providers/index.ts')>('backend/src/tts/providers/index.js'),
]);

const { vad, stt, llm, tts } = scriptedProviders(answer({ msPerWord: 20, pace: 'exact' }));
VAD_PROVIDERS.scripted = () => vad;
STT_PROVIDERS.scripted = () => stt;
LLM_PROVIDERS.scripted = async () => llm;
TTS_PROVIDERS.scripted = () => tts;
const scripted = { provider: 'scripted', options: {} };
const stages = { vad: scripted, stt: scripted, llm: scripted, tts: scripted };
const config = Object.assign(new EarshotConfig(), { port: 0, ...stages });
const app = await createApp(config, false);
console.log(JSON.stringify({ port: await listen(app, config) }));
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
