import { bytesToBase64, pcmToBytes } from '#audio';
import type { AudioMessage, DataMessage } from '#protocol';

export const SESSION_START = { client: 'test', time_zone: 'UTC' };

export function sessionMessage(sessionId = 's1', resumed = false): DataMessage {
  return {
    type: 'data',
    name: 'session',
    data: {
      session_id: sessionId,
      resume_token: `token-${sessionId}`,
      resumed,
      protocol: 1,
      input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
      providers: { stt: 'a', llm: 'b', tts: 'c' },
    },
  };
}

/** Answer audio whose only sample is its seq. */
export function audioMessage(turnId: number, seq: number): AudioMessage {
  return {
    type: 'audio',
    audio: bytesToBase64(pcmToBytes(Int16Array.of(seq))),
    metadata: {
      sample_rate: 16_000,
      channels: 1,
      bytes_per_sample: 2,
      samples_per_channel: 1,
      turn_id: turnId,
      seq,
    },
  };
}
