import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_OPTIONS } from '../main-control/options/conversation-options.js';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { EmbeddedLlm } from '../llm/providers/embedded/embedded.js';
import { GoogleLlm } from '../llm/providers/google/google.js';
import { OpenAiLlm } from '../llm/providers/openai/openai.js';
import { ResilientLlm } from '../llm/resilient-llm.js';
import { OpenAiCompatibleStt } from '../stt/providers/openai-compatible/openai-compatible.js';
import { ResilientStt } from '../stt/resilient-stt.js';
import { OpenAiCompatibleTts } from '../tts/providers/openai-compatible/openai-compatible.js';
import { ResilientTts } from '../tts/resilient-tts.js';
import { humTts, sayingLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import { sessionMessage, type SessionInfo } from './session-message.js';

const scriptedStt = () => new ScriptedStt([]);

const dataOf = (providers: SessionInfo['providers']) =>
  sessionMessage({
    ...{ id: 's', resumeToken: 't', resumed: false, recording: undefined, providers },
    options: DEFAULT_CONVERSATION_OPTIONS,
  }).data;

describe(sessionMessage, () => {
  it('names who may take over in each stage', () => {
    const providers = {
      stt: new ResilientStt([scriptedStt(), scriptedStt(), scriptedStt()]),
      llm: new ResilientLlm([sayingLlm('Hello.'), new NoModelLlm()]),
      tts: new ResilientTts([humTts()]),
    };
    expect(dataOf(providers)).toMatchObject({
      providers: { stt: 'scripted', llm: 'scripted', tts: 'scripted' },
      fallbacks: { stt: ['scripted', 'scripted'], llm: ['skills'], tts: [] },
    });
  });

  it('leaves it out where no stage has one', () => {
    const providers = {
      stt: new ResilientStt([scriptedStt()]),
      llm: new ResilientLlm([new NoModelLlm()]),
      tts: new ResilientTts([humTts()]),
    };
    expect(dataOf(providers)).not.toHaveProperty('fallbacks');
  });

  it('says which providers are on this computer', async () => {
    const at = (host: string) => ({ baseURL: `http://${host}/v1` });
    const parts = [
      new OpenAiLlm({ ...at('127.0.0.1:11434'), model: 'qwen3:32b' }),
      new EmbeddedLlm({ probe: false }),
      new GoogleLlm({ apiKey: 'key' }),
      new OpenAiCompatibleStt({ ...at('[::1]:9000'), model: 'whisper', pageNames: true }),
      new OpenAiCompatibleTts(at('speech.localhost')),
      new OpenAiCompatibleTts(at('127.0.0.1.example')),
    ] as const;
    const [model, embedded, google, recogniser, voice, voiceElsewhere] = parts;
    const llm = new ResilientLlm([model, embedded, google]);
    const stt = new ResilientStt([recogniser, scriptedStt()]);
    expect(dataOf({ stt, llm, tts: new ResilientTts([voice]) })).toMatchObject({
      local: { stt: ['openai-compatible'], llm: ['openai', 'skills'], tts: ['openai-compatible'] },
    });
    const tts = new ResilientTts([voice, voiceElsewhere]);
    const cloud = new OpenAiLlm({ ...at('127.0.0.1:11434'), model: 'gpt-oss:120b-cloud' });
    expect(dataOf({ stt, llm: new ResilientLlm([cloud]), tts })).toMatchObject({
      local: { llm: [], tts: [] },
    });
    await Promise.all([...parts, cloud].map((part) => part.onModuleDestroy()));
  });
});
