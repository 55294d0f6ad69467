import type { ProtocolClient } from './protocol-client.ts';

const FRAME_MS = 20;
const FRAME_SAMPLES = 320;

export interface Microphone {
  /** When the first sample was "spoken", by `performance.now()`. */
  startedAt: number;
  /** Resolves when the last sample of the recording was sent. */
  spoken: Promise<void>;
  stop(): void;
}

/**
 * Sends a recording in real time, 20 ms per message, and then silence until it is stopped. A frame is sent when its last
 * sample has been "spoken".
 */
export function speak(client: ProtocolClient, pcm: Int16Array): Microphone {
  const startedAt = performance.now();
  const spoken = Promise.withResolvers<void>();
  let sent = 0;
  const send = () => {
    while (startedAt + (sent + 1) * FRAME_MS <= performance.now()) {
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(pcm.subarray(sent * FRAME_SAMPLES, (sent + 1) * FRAME_SAMPLES));
      client.audio(frame);
      sent++;
    }
    if (sent * FRAME_SAMPLES >= pcm.length) spoken.resolve();
  };
  const timer = setInterval(send, 5);
  return { startedAt, spoken: spoken.promise, stop: () => clearInterval(timer) };
}

const NUMBERS = new Map([
  ['23', 'twenty three'],
  ['17', 'seventeen'],
  ['10', 'ten'],
  ['5', 'five'],
  ['70', 'seventy'],
]);

/** Normalises a transcript for comparison: words only, lower case, numbers as words. */
export function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, (digits) => NUMBERS.get(digits) ?? digits)
    .replace(/[^a-z' ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
