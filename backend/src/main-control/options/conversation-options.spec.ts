import { describe, expect, it } from 'vitest';
import {
  conversationOptions,
  DEFAULT_CONVERSATION_OPTIONS,
  DEFAULT_CONVERSATION_SETTINGS,
} from './conversation-options.js';
import { DEFAULT_POLICIES } from './policy-options.js';

describe(conversationOptions.name, () => {
  it('gives the default policies for the default settings', () => {
    expect(DEFAULT_CONVERSATION_OPTIONS.policies).toEqual(DEFAULT_POLICIES);
  });

  it('changes only what the settings say', () => {
    const { policies } = conversationOptions({
      ...DEFAULT_CONVERSATION_SETTINGS,
      endpointing: { completeDelayMs: 1, delayMs: 2, openDelayMs: 3, manual: true },
      bargeIn: { minSpeechMs: 4 },
      speculation: { enabled: false, tts: true, maxTries: 5 },
      heardCommand: { enabled: false, sure: 1, lessSure: 0.7, pauseMs: 200 },
      sttFinalTimeoutMs: 6,
    });
    expect(policies).toEqual({
      ...DEFAULT_POLICIES,
      endpointing: {
        ...DEFAULT_POLICIES.endpointing,
        completeDelayMs: 1,
        delayMs: 2,
        openDelayMs: 3,
        manual: true,
      },
      bargeIn: { ...DEFAULT_POLICIES.bargeIn, minSpeechMs: 4 },
      speculation: { ...DEFAULT_POLICIES.speculation, enabled: false, tts: true, maxTries: 5 },
      heardCommand: { enabled: false, sure: 1, lessSure: 0.7, pauseMs: 200 },
      transcriptTimeouts: { ...DEFAULT_POLICIES.transcriptTimeouts, finalMs: 6 },
    });
  });
});
