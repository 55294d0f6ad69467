import { describeStreams } from '../../../../../testing/contracts/llm/stream-contract.js';
import { AnthropicEmulator } from '../../../../../testing/emulators/llm/anthropic.js';
import { ANTHROPIC } from '../../../../../testing/model-streams/anthropic.js';
import { AnthropicLlm } from './anthropic.js';

async function start() {
  const emulator = await new AnthropicEmulator().start();
  const { baseURL } = emulator;
  return { emulator, provider: new AnthropicLlm({ baseURL, apiKey: 'emulator-key' }) };
}

describeStreams({ name: 'anthropic', start }, ANTHROPIC);
