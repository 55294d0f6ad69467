import type { TtsChunk } from '../../tts.port.js';
import { PcmDecoder } from '../pcm-decoder.js';

/** Content types that are not raw PCM, and would sound like noise. */
const OTHER_TYPES = /json|text|html|xml|mpeg|mp3|ogg|opus|aac|flac|wav/i;

/** How WAV, MP3, JSON, HTML and others begin, for servers that send no type. Audio does not begin with these four bytes. */
const OTHER_BEGINNINGS = /^(?:RIFF|ID3\x03|ID3\x04|OggS|fLaC|\{"[a-z]|<!DO|<htm|<\?xm)/i;

/**
 * Reads raw PCM from the body of a response, as it comes.
 * @throws SyntaxError if it is something else
 */
export async function* readPcmBody(
  body: ReadableStream<Uint8Array> | null,
  contentType: string | null,
): AsyncGenerator<TtsChunk, void, undefined> {
  if (!body || OTHER_TYPES.test(contentType ?? '')) {
    await body?.cancel();
    throw new SyntaxError(`The response is not raw PCM: ${contentType}`);
  }
  const decoder = new PcmDecoder();
  let receivedBytes = 0;
  for await (const bytes of body) {
    if (receivedBytes === 0 && OTHER_BEGINNINGS.test(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))) {
      throw new SyntaxError('The response does not begin like raw PCM.');
    }
    receivedBytes += bytes.length;
    const pcm = decoder.decode(bytes);
    if (pcm.length > 0) yield { pcm };
  }
  if (receivedBytes === 0) throw new SyntaxError('The response has no audio.');
}
