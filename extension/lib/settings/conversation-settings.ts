import type { ClientCommands, Mode } from '#protocol';

/** How the conversation feels. Null: whatever the backend is configured to. */
export interface ConversationSettings {
  mode: Mode;
  /** Silence before the assistant answers. */
  pauseBeforeReplyMs: number | null;
  /** How little it takes to stop the assistant by voice, 0 to 1. */
  interruptionSensitivity: number | null;
}

export const DEFAULT_CONVERSATION: ConversationSettings = {
  mode: 'hands_free',
  pauseBeforeReplyMs: null,
  interruptionSensitivity: null,
};

/** What the sliders span, and where they stand until they are moved: at the backend's own defaults. */
export const PAUSE_BEFORE_REPLY_MS = { min: 200, max: 2_000, step: 50, default: 600 };
export const INTERRUPTION_SENSITIVITY = { min: 0, max: 1, step: 0.1, default: 0.5 };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @returns the settings, each field that is out of its range left to the backend; or null for what are none. */
export function parseConversationSettings(value: unknown): ConversationSettings | null {
  if (!isObject(value)) return null;
  return {
    mode: value.mode === 'push_to_talk' ? 'push_to_talk' : 'hands_free',
    pauseBeforeReplyMs: within(PAUSE_BEFORE_REPLY_MS, value.pauseBeforeReplyMs),
    interruptionSensitivity: within(INTERRUPTION_SENSITIVITY, value.interruptionSensitivity),
  };
}

/** As the backend takes them. */
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
