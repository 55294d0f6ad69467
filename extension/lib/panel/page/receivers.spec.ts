import { describe, expect, it } from 'vitest';
import { receiverNames, receiversOf } from './receivers';

const providers = (llm: string, tts: string) => ({ stt: 'deepgram', llm, tts });
const call = (backendUrl: string, llm: string, tts: string) =>
  receiverNames(receiversOf({ connection: 'open', backendUrl, providers: providers(llm, tts) }));

describe(receiversOf, () => {
  it.each([
    ['ws://127.0.0.1:8765', 'skills', 'embedded', []],
    ['ws://localhost:8765', 'embedded', 'embedded', []],
    ['ws://127.0.0.1:8765', 'google', 'embedded', ['Google']],
    ['ws://127.0.0.1:8765', 'skills', 'elevenlabs', ['ElevenLabs']],
    ['ws://127.0.0.1:8765', 'openai', 'openai', ['OpenAI']],
    ['ws://127.0.0.1:8765', 'openai-compatible', 'embedded', ['openai-compatible']],
    ['wss://earshot.example', 'anthropic', 'embedded', ['earshot.example', 'Anthropic']],
  ])('%s with %s and %s: %j', (url, llm, tts, names) => expect(call(url, llm, tts)).toEqual(names));

  it('names none while there is no call', () => {
    const state = {
      connection: 'off',
      backendUrl: 'wss://a.example',
      providers: providers('google', 'openai'),
    };
    expect(receiverNames(receiversOf({ ...state, connection: 'off' }))).toEqual([]);
  });
});
