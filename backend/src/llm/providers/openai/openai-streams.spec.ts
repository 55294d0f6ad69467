import { describe, expect, it } from 'vitest';
import { collect, llmRequest } from '../../../../../testing/contracts/llm/llm-request.js';
import { describeStreams } from '../../../../../testing/contracts/llm/stream-contract.js';
import { OpenAiLlmEmulator, streamWords } from '../../../../../testing/emulators/llm/openai-llm.js';
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

describe('a model that closes its thoughts without opening them', () => {
  const THOUGHTS = 'Twelve it is. They want the time. ';

  async function ask(words: string, provider: OpenAiLlm, emulator: OpenAiLlmEmulator) {
    emulator.script = streamWords(...words.split(/(?<= )/));
    const events = await collect(provider.stream(llmRequest('what time is it')));
    return events.filter((event) => !('text' in event) || event.text !== '');
  }

  it('is asked again once its thoughts were passed on as text, and is known from then on', async () => {
    const { provider, emulator } = await start();
    await expect(ask(`${THOUGHTS}</think>It is noon.`, provider, emulator)).rejects.toMatchObject({
      beginsAgain: true,
    });
    for (let i = 0; i < 2; i++) {
      expect(await ask(`${THOUGHTS}</think>It is noon.`, provider, emulator)).toEqual([
        { type: 'reasoning', text: THOUGHTS },
        { type: 'text', text: 'It ' },
        { type: 'text', text: 'is ' },
        { type: 'text', text: 'noon.' },
      ]);
    }
    await provider.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  it('is known by its name, until an answer shows that it does not think', async () => {
    const { provider, emulator } = await start({ model: 'deepseek-r1:8b' });
    expect(await ask('It is noon.', provider, emulator)).toEqual([{ type: 'text', text: 'It is noon.' }]);
    expect(await ask('It is noon.', provider, emulator)).toHaveLength(3);
    await provider.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });
});
