import type { TtsChunk } from '../../tts.port.js';
import { PcmDecoder } from '../pcm-decoder.js';
import { otherFormat } from './audio-format.js';

/** Content types that are not raw PCM, and would sound like noise. */
const OTHER_TYPES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/json/i, 'JSON'],
  [/html|xml/i, 'a web page'],
  [/text/i, 'text'],
  [/mpeg|mp3/i, 'MP3'],
  [/ogg|opus/i, 'Ogg'],
  [/webm/i, 'WebM'],
  [/mp4|m4a/i, 'MP4'],
  [/aac/i, 'AAC'],
  [/flac/i, 'FLAC'],
  [/wav/i, 'WAV'],
];

/** The server sent audio of another kind, or no audio. */
export class WrongFormatError extends SyntaxError {
  override readonly name = WrongFormatError.name;

  /** @param format what it is, for people */
  constructor(readonly format: string) {
    super(`The response is ${format}, not raw PCM.`);
  }
}

/**
 * Reads raw PCM from the body of a response, as it comes.
 * @throws WrongFormatError if it is something else, by its type or by its first bytes
 */
export async function* readPcmBody(
  body: ReadableStream<Uint8Array> | null,
  contentType: string | null,
): AsyncGenerator<TtsChunk, void, undefined> {
  const [, typeName] = OTHER_TYPES.find(([pattern]) => pattern.test(contentType ?? '')) ?? [];
  if (typeName !== undefined) {
    await body?.cancel();
    throw new WrongFormatError(typeName);
  }
  if (!body) return;
  const decoder = new PcmDecoder();
  /** Until it is known what they are: a network may cut them anywhere. */
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const bytes of body) {
    if (head) head = Buffer.concat([head, bytes]);
    if (head && isUndecided(head, false)) continue;
    const pcm = decoder.decode(head ?? bytes);
    head = undefined;
    if (pcm.length > 0) yield { pcm };
  }
  if (!head || head.length === 0) return;
  isUndecided(head, true);
  yield { pcm: decoder.decode(head) };
}

/** @throws WrongFormatError if the bytes begin something else than PCM */
function isUndecided(head: Uint8Array, isAll: boolean): boolean {
  const format = otherFormat(head, isAll);
  if (typeof format === 'string') throw new WrongFormatError(format);
  return format === null;
}
