import type { ClientCommands, Mode } from '#protocol';

/** The user's settings of the conversation. Null: the backend's own configuration applies. */
export interface ConversationSettings {
  mode: Mode;
  /** Silence after which the assistant answers. */
  pauseBeforeReplyMs: number | null;
  /** How easily speech interrupts the assistant, 0 to 1. */
  interruptionSensitivity: number | null;
}

export const DEFAULT_CONVERSATION: ConversationSettings = {
  mode: 'hands_free',
  pauseBeforeReplyMs: null,
  interruptionSensitivity: null,
};

/** The ranges of the sliders; `default` is the backend's own, shown until the backend has sent its configuration. */
export const PAUSE_BEFORE_REPLY_MS = { min: 200, max: 2_000, step: 50, default: 600 };
export const INTERRUPTION_SENSITIVITY = { min: 0, max: 1, step: 0.1, default: 0.5 };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @returns the settings, with null for each field out of range; or null if the value is not an object. */
export function parseConversationSettings(value: unknown): ConversationSettings | null {
  if (!isObject(value)) return null;
  return {
    mode: value.mode === 'push_to_talk' ? 'push_to_talk' : 'hands_free',
    pauseBeforeReplyMs: within(PAUSE_BEFORE_REPLY_MS, value.pauseBeforeReplyMs),
    interruptionSensitivity: within(INTERRUPTION_SENSITIVITY, value.interruptionSensitivity),
  };
}

/** @returns the settings as the `update_config` command has them. */
export function toConfig({
  mode,
  pauseBeforeReplyMs,
  interruptionSensitivity,
}: ConversationSettings): ClientCommands['update_config'] {
  return {
    mode,
    ...(pauseBeforeReplyMs !== null && { pause_before_reply_ms: pauseBeforeReplyMs }),
    ...(interruptionSensitivity !== null && { interruption_sensitivity: interruptionSensitivity }),
  };
}

function within({ min, max }: { min: number; max: number }, value: unknown): number | null {
  return typeof value === 'number' && value >= min && value <= max ? value : null;
}
