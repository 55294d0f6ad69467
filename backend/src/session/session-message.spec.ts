import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_OPTIONS } from '../main-control/options/conversation-options.js';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { ResilientLlm } from '../llm/resilient-llm.js';
import { ResilientStt } from '../stt/resilient-stt.js';
import { ResilientTts } from '../tts/resilient-tts.js';
import { humTts, sayingLlm, ScriptedStt } from '../../../testing/scripted-providers.js';
import { sessionMessage, type SessionInfo } from './session-message.js';

const stt = () => new ScriptedStt([]);

const dataOf = (providers: SessionInfo['providers']) =>
  sessionMessage({
    ...{ id: 's', resumeToken: 't', resumed: false, recording: undefined, providers },
    options: DEFAULT_CONVERSATION_OPTIONS,
  }).data;

describe(sessionMessage, () => {
  it('names who may take over in each stage', () => {
    const providers = {
      stt: new ResilientStt([stt(), stt(), stt()]),
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
      stt: new ResilientStt([stt()]),
      llm: new ResilientLlm([new NoModelLlm()]),
      tts: new ResilientTts([humTts()]),
    };
    expect(dataOf(providers)).not.toHaveProperty('fallbacks');
  });
});
