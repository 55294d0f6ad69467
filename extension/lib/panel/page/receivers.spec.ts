import { describe, expect, it } from 'vitest';
import { receiverNames, receiversOf } from './receivers';

const call = (backendUrl: string, stt: string, llm: string, tts: string) =>
  receiverNames(receiversOf({ connection: 'open', backendUrl, providers: { stt, llm, tts } }));

describe(receiversOf, () => {
  it.each([
    ['ws://127.0.0.1:8765', 'embedded', 'skills', 'embedded', []],
    ['ws://localhost:8765', 'embedded', 'embedded', 'embedded', []],
    ['ws://127.0.0.1:8765', 'embedded', 'google', 'embedded', ['Google']],
    ['ws://127.0.0.1:8765', 'embedded', 'skills', 'elevenlabs', ['ElevenLabs']],
    ['ws://127.0.0.1:8765', 'deepgram', 'skills', 'embedded', ['Deepgram']],
    ['ws://127.0.0.1:8765', 'assemblyai', 'google', 'embedded', ['Google', 'AssemblyAI']],
    ['ws://127.0.0.1:8765', 'openai', 'openai', 'openai', ['OpenAI']],
    ['ws://127.0.0.1:8765', 'embedded', 'openai-compatible', 'embedded', ['openai-compatible']],
    ['wss://earshot.example', 'embedded', 'anthropic', 'embedded', ['earshot.example', 'Anthropic']],
  ])('%s with %s, %s and %s: %j', (url, stt, llm, tts, names) =>
    expect(call(url, stt, llm, tts)).toEqual(names),
  );

  it('names none while there is no call', () => {
    const state = {
      connection: 'off',
      backendUrl: 'wss://a.example',
      providers: { stt: 'deepgram', llm: 'google', tts: 'openai' },
    };
    expect(receiverNames(receiversOf({ ...state, connection: 'off' }))).toEqual([]);
  });
});
