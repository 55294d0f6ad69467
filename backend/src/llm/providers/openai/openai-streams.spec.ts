import { describeStreams } from '../../../../../testing/contracts/llm/stream-contract.js';
import { OpenAiLlmEmulator } from '../../../../../testing/emulators/llm/openai-llm.js';
import { CHAT_CALLS } from '../../../../../testing/model-streams/chat-calls.js';
import { CHAT_ENDS, CHAT_ERRORS } from '../../../../../testing/model-streams/chat-ends.js';
import { CHAT_REASONING } from '../../../../../testing/model-streams/chat-reasoning.js';
import { RESPONSES } from '../../../../../testing/model-streams/responses.js';
import { OpenAiLlm } from './openai.js';
import type { OpenAiLlmOptions } from './options.js';

async function start(options: OpenAiLlmOptions = {}) {
  const emulator = await new OpenAiLlmEmulator().start();
  const { baseURL } = emulator;
  return { emulator, provider: new OpenAiLlm({ baseURL, apiKey: 'emulator-key', model: 'm', ...options }) };
}

describeStreams({ name: 'openai (chat completions)', start }, [
  ...CHAT_CALLS,
  ...CHAT_REASONING,
  ...CHAT_ENDS,
  ...CHAT_ERRORS,
]);

describeStreams({ name: 'openai (responses)', start: () => start({ api: 'responses' }) }, RESPONSES);
