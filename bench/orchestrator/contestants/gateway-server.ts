/** The built backend with the scripted providers in its registries. Prints its port as JSON when it is ready. */
import { setTimeout } from 'node:timers/promises';
import type * as configModule from '../../../backend/src/config/config.dto.ts';
import type * as appModule from '../../../backend/src/create-app.ts';
import type * as llmModule from '../../../backend/src/llm/providers/index.ts';
import type * as sttModule from '../../../backend/src/stt/providers/index.ts';
import type * as ttsModule from '../../../backend/src/tts/providers/index.ts';
import type * as vadModule from '../../../backend/src/vad/providers/index.ts';
import { built } from '../../lib/built.ts';
import { scriptedProviders } from '../providers.ts';
import { answer } from '../script.ts';

const { createApp, listen } = await built<typeof appModule>('backend/src/create-app.js');
const { EarshotConfig } = await built<typeof configModule>('backend/src/config/config.dto.js');
const { VAD_PROVIDERS } = await built<typeof vadModule>('backend/src/vad/providers/index.js');
const { STT_PROVIDERS } = await built<typeof sttModule>('backend/src/stt/providers/index.js');
const { LLM_PROVIDERS } = await built<typeof llmModule>('backend/src/llm/providers/index.js');
const { TTS_PROVIDERS } = await built<typeof ttsModule>('backend/src/tts/providers/index.js');

const { vad, stt, llm, tts } = scriptedProviders(answer({ msPerWord: 20 }));
class NoOptions {}
const scripted =
  <Provider>(provider: Provider) =>
  async () => ({
    name: 'scripted',
    label: 'Scripted',
    Options: NoOptions,
    create: () => provider,
  });
VAD_PROVIDERS.scripted = scripted(vad);
STT_PROVIDERS.scripted = scripted(stt);
LLM_PROVIDERS.scripted = scripted(llm);
TTS_PROVIDERS.scripted = scripted(tts);
const config = Object.assign(new EarshotConfig(), { port: 0 });
for (const stage of [config.vad, config.stt, config.llm, config.tts]) stage.provider = 'scripted';
config.llm.skills = false;
const app = await createApp(config, false);
const port = await listen(app, config);
// Warm-up must not run during the first turns.
while (!(await isReady(port))) await setTimeout(20);
console.log(JSON.stringify({ port }));
// The parent process closed stdin or ended.
process.stdin.once('end', () => void app.close().then(() => process.exit(0))).resume();

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/health`, { headers: { connection: 'close' } });
  return ((await response.json()) as { ready: boolean }).ready;
}
