import { describeStreams } from '../../../../../testing/contracts/llm/stream-contract.js';
import { GoogleEmulator } from '../../../../../testing/emulators/llm/google.js';
import { GOOGLE } from '../../../../../testing/model-streams/google.js';
import { GoogleLlm } from './google.js';

async function start() {
  const emulator = await new GoogleEmulator().start();
  const { baseURL } = emulator;
  return { emulator, provider: new GoogleLlm({ baseURL, apiKey: 'emulator-key' }) };
}

describeStreams({ name: 'google', start }, GOOGLE);
