import { OpenAiLlmEmulator } from '../../../testing/emulators/llm/openai-llm.ts';
import { NO_LOCAL_STT } from '../backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../call.ts';

const KEY = 'emulator-key';

/**
 * A call that was not started, whose language model is an emulator under the real client. The model gets all that the user says.
 * @param model its name; by its size the backend chooses the tools
 * @param config more of the backend's config
 */
export async function prepareModelCall(
  model: string,
  answer: OpenAiLlmEmulator['answer'],
  config: Record<string, unknown> = {},
): Promise<{ emulator: OpenAiLlmEmulator; call: Call }> {
  const emulator = await new OpenAiLlmEmulator().start();
  emulator.models = [model];
  emulator.answer = answer;
  const options = { baseURL: emulator.baseURL, apiKey: '${env:OPENAI_API_KEY}', model };
  const call = await prepareCall({
    permissions: ['hosts', 'tabs'],
    backend: {
      config: {
        ...WITHOUT_GREETING,
        ...NO_LOCAL_STT,
        llm: { provider: 'openai', skills: false, options },
        tts: { provider: 'embedded' },
        ...config,
      },
      env: { OPENAI_API_KEY: KEY },
    },
  });
  return { emulator, call };
}
