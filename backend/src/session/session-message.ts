import type { DataMessage, SessionData } from '#protocol';
import { INPUT_SAMPLE_RATE_HZ, PROTOCOL_VERSION } from '#protocol';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { sensitivityOf } from '../main-control/policies/barge-in.js';
import type { ConversationOptions } from '../main-control/options/conversation-options.js';
import type { Recording } from '../recording/recording.js';
import type { SessionProviders } from './session-providers.js';

export interface SessionInfo {
  id: string;
  resumeToken: string;
  resumed: boolean;
  providers: Pick<SessionProviders, 'stt' | 'llm' | 'tts'>;
  options: ConversationOptions;
  recording: RecordingState | undefined;
}

/** Whether the session is recorded, and until when that is kept: epoch milliseconds. */
export type RecordingState = Pick<Recording, 'on' | 'expiresAt'>;

/** The first message of a session on each connection. */
export function sessionMessage({
  id,
  resumeToken,
  resumed,
  providers,
  options,
  recording,
}: SessionInfo): DataMessage {
  const { stt, llm, tts } = providers;
  return {
    type: 'data',
    name: 'session',
    data: {
      session_id: id,
      resume_token: resumeToken,
      resumed,
      protocol: PROTOCOL_VERSION,
      input: { sample_rate: INPUT_SAMPLE_RATE_HZ, channels: 1, bytes_per_sample: 2 },
      providers: { stt: stt.name, llm: llm.name, tts: tts.name },
      ...fallbacksOf({ stt, llm, tts }),
      local: { stt: [...stt.localNames], llm: [...llm.localNames], tts: [...tts.localNames] },
      settings: {
        pause_before_reply_ms: options.policies.endpointing.delayMs,
        interruption_sensitivity: sensitivityOf(options.policies.bargeIn),
      },
      version: PACKAGE_VERSION,
      recording: recording?.on ?? false,
      ...(recording?.on && { recording_expires_at: recording.expiresAt }),
    },
  };
}

function fallbacksOf({ stt, llm, tts }: SessionInfo['providers']): Pick<SessionData, 'fallbacks'> {
  const fallbacks = { stt: [...stt.fallbacks], llm: [...llm.fallbacks], tts: [...tts.fallbacks] };
  return Object.values(fallbacks).some(({ length }) => length > 0) ? { fallbacks } : {};
}

/** Tells a client that its session is recorded from now on, or no more. */
export const recordingMessage = ({ on, expiresAt }: RecordingState): DataMessage => ({
  type: 'data',
  name: 'recording',
  data: { on, ...(on && { expires_at: expiresAt }) },
});
