import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../session/state/session-state';
import { receiverNames, receiversOf } from './receivers';

const LOCAL = 'ws://127.0.0.1:8765';
const NO_FALLBACKS: NonNullable<SessionState['fallbacks']> = { stt: [], llm: [], tts: [] };

const receivers = (
  backendUrl: string,
  [stt, llm, tts]: readonly [string, string, string],
  fallbacks: Partial<typeof NO_FALLBACKS> | null = null,
  local: SessionState['local'] = null,
) =>
  receiversOf({
    ...{ connection: 'open', backendUrl, providers: { stt, llm, tts } },
    fallbacks: fallbacks && { ...NO_FALLBACKS, ...fallbacks },
    local,
  });

describe(receiversOf, () => {
  it.each([
    [LOCAL, 'embedded', 'skills', 'embedded', []],
    ['ws://localhost:8765', 'embedded', 'embedded', 'embedded', []],
    [LOCAL, 'embedded', 'google', 'embedded', ['Google']],
    [LOCAL, 'embedded', 'skills', 'elevenlabs', ['ElevenLabs']],
    [LOCAL, 'deepgram', 'skills', 'embedded', ['Deepgram']],
    [LOCAL, 'assemblyai', 'google', 'embedded', ['Google', 'AssemblyAI']],
    [LOCAL, 'openai', 'openai', 'openai', ['OpenAI']],
    [LOCAL, 'embedded', 'openai-compatible', 'embedded', ['openai-compatible']],
    ['wss://earshot.example', 'embedded', 'anthropic', 'embedded', ['earshot.example', 'Anthropic']],
  ])('%s with %s, %s and %s: %j', (url, stt, llm, tts, names) =>
    expect(receiverNames(receivers(url, [stt, llm, tts]))).toEqual(names),
  );

  it.each([
    ['a recogniser', { stt: ['assemblyai', 'openai'] }, ['Deepgram', 'AssemblyAI', 'OpenAI']],
    ['a model', { llm: ['google', 'skills'] }, ['Deepgram', 'Google']],
    ['a voice', { tts: ['elevenlabs'] }, ['Deepgram', 'ElevenLabs']],
    ['one on this computer', { stt: ['embedded'] }, ['Deepgram']],
    ['the same vendor', { stt: ['deepgram'], tts: ['deepgram'] }, ['Deepgram']],
  ])('names those that may take over: %s', (_, fallbacks, names) =>
    expect(receiverNames(receivers(LOCAL, ['deepgram', 'skills', 'embedded'], fallbacks))).toEqual(names),
  );

  it('counts no provider that the backend has on its computer, whatever it is called', () => {
    const named = ['openai', 'qwen3:32b', 'openai-compatible'] as const;
    const local = { stt: [], llm: ['qwen3:32b', 'skills'], tts: ['openai-compatible'] };
    const found = receivers(LOCAL, named, { llm: ['skills', 'google'] }, local);
    expect(receiverNames(found)).toEqual(['OpenAI', 'Google']);
  });

  it('counts what only has the name of one on the computer', () => {
    const local = { stt: ['embedded'], llm: ['openai'], tts: ['openai'] };
    expect(receiverNames(receivers(LOCAL, ['openai', 'openai', 'openai'], null, local))).toEqual(['OpenAI']);
  });

  it('says who gets words only if it has to take over', () => {
    expect(
      receivers(LOCAL, ['deepgram', 'google', 'embedded'], {
        stt: ['assemblyai', 'deepgram'],
        tts: ['openai'],
      }),
    ).toEqual({
      backend: null,
      answers: [{ name: 'Google', isFallback: false }],
      speech: [{ name: 'OpenAI', isFallback: true }],
      names: [
        { name: 'Deepgram', isFallback: false },
        { name: 'AssemblyAI', isFallback: true },
      ],
    });
  });

  it('names those that get words in any case first', () => {
    const found = receivers(LOCAL, ['deepgram', 'embedded', 'embedded'], { llm: ['google'] });
    expect(receiverNames(found)).toEqual(['Deepgram', 'Google']);
  });

  it('names none while there is no call', () => {
    const providers = { stt: 'deepgram', llm: 'google', tts: 'openai' };
    const fallbacks = { ...NO_FALLBACKS, stt: ['assemblyai'] };
    const state = {
      connection: 'off',
      backendUrl: 'wss://a.example',
      providers,
      fallbacks,
      local: null,
    } as const;
    expect(receiverNames(receiversOf(state))).toEqual([]);
  });
});
