import type { ProtocolClient } from './protocol-client.ts';

const SAMPLES_PER_MS = 16;

export interface Microphone {
  /** When the first sample was "spoken", by `performance.now()`. */
  startedAt: number;
  /** Resolves when the last sample of the recording was sent. */
  spoken: Promise<void>;
  stop(): void;
}

/**
 * Sends a recording in real time, and then silence until it is stopped. A message is sent when its last sample has been
 * "spoken".
 * @param frameMs length of a message
 */
export function speak(client: ProtocolClient, pcm: Int16Array, frameMs = 20): Microphone {
  const frameSamples = frameMs * SAMPLES_PER_MS;
  const startedAt = performance.now();
  const spoken = Promise.withResolvers<void>();
  let sent = 0;
  const send = () => {
    while (startedAt + (sent + 1) * frameMs <= performance.now()) {
      const frame = new Int16Array(frameSamples);
      frame.set(pcm.subarray(sent * frameSamples, (sent + 1) * frameSamples));
      client.audio(frame);
      sent++;
    }
    if (sent * frameSamples >= pcm.length) spoken.resolve();
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
