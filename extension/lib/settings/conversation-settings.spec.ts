import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION, parseConversationSettings, toConfig } from './conversation-settings';

describe(parseConversationSettings.name, () => {
  it.each([
    ['as they are', { mode: 'push_to_talk', pauseBeforeReplyMs: 800, interruptionSensitivity: 0 }],
    ['untouched', { mode: 'hands_free', pauseBeforeReplyMs: null, interruptionSensitivity: null }],
  ])('accepts settings %s', (_name, settings) => {
    expect(parseConversationSettings({ ...settings, more: 'ignored' })).toEqual(settings);
  });

  it('replaces values out of range by null', () => {
    const wrong = { mode: 'telepathy', pauseBeforeReplyMs: 60_000, interruptionSensitivity: '1' };
    expect(parseConversationSettings(wrong)).toEqual(DEFAULT_CONVERSATION);
  });

  it.each([null, undefined, 'hands_free', 5])('rejects %j', (junk) => {
    expect(parseConversationSettings(junk)).toBeNull();
  });
});

describe(toConfig.name, () => {
  it('omits settings that are null', () => {
    expect(toConfig(DEFAULT_CONVERSATION)).toEqual({ mode: 'hands_free' });
  });

  it('includes settings that are 0', () => {
    const settings = { mode: 'hands_free', pauseBeforeReplyMs: 200, interruptionSensitivity: 0 } as const;
    expect(toConfig(settings)).toEqual({
      mode: 'hands_free',
      pause_before_reply_ms: 200,
      interruption_sensitivity: 0,
    });
  });
});
