import type { TtsChunk } from '../../tts.port.js';
import { PcmDecoder } from '../pcm-decoder.js';

/** What is no raw PCM, whatever was asked for: played as such it would be noise. */
const OTHER_TYPES = /json|text|html|xml|mpeg|mp3|ogg|opus|aac|flac|wav/i;

/** RIFF (wav), ID3 (mp3) and the like; or JSON or HTML: a server may name no type. Long enough to be no sound. */
const OTHER_BEGINNINGS = /^(?:RIFF|ID3\x03|ID3\x04|OggS|fLaC|\{"[a-z]|<!DO|<htm|<\?xm)/i;

/**
 * The raw PCM of an answer, as it comes.
 * @throws SyntaxError where it is something else
 */
export async function* readPcmBody(
  body: ReadableStream<Uint8Array> | null,
  contentType: string | null,
): AsyncGenerator<TtsChunk, void, undefined> {
  if (!body || OTHER_TYPES.test(contentType ?? '')) {
    await body?.cancel();
    throw new SyntaxError(`an answer that is no raw PCM: ${contentType}`);
  }
  const pcm = new PcmDecoder();
  let bytes = 0;
  for await (const part of body) {
    if (bytes === 0 && OTHER_BEGINNINGS.test(Buffer.from(part.subarray(0, 4)).toString('latin1'))) {
      throw new SyntaxError('an answer that does not begin as raw PCM');
    }
    bytes += part.length;
    const samples = pcm.decode(part);
    if (samples.length > 0) yield { pcm: samples };
  }
  if (bytes === 0) throw new SyntaxError('an answer without audio');
}
