import type { DataMessage } from '#protocol';
import { INPUT_SAMPLE_RATE_HZ, PROTOCOL_VERSION } from '#protocol';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { sensitivityOf } from '../main-control/policies/barge-in.js';
import type { ConversationOptions } from '../main-control/options/conversation-options.js';
import type { SessionProviders } from './session-providers.js';

export interface SessionInfo {
  id: string;
  resumeToken: string;
  resumed: boolean;
  providers: Pick<SessionProviders, 'stt' | 'llm' | 'tts'>;
  options: ConversationOptions;
}

/** The first message of a session on each connection. */
export function sessionMessage({ id, resumeToken, resumed, providers, options }: SessionInfo): DataMessage {
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
      settings: {
        pause_before_reply_ms: options.policies.endpointing.delayMs,
        interruption_sensitivity: sensitivityOf(options.policies.bargeIn),
      },
      version: PACKAGE_VERSION,
    },
  };
}
