/** WAV files of 16-bit PCM. */
import { bytesToPcm, pcmToBytes } from './pcm.js';

export interface Wav {
  sampleRateHz: number;
  channels: number;
  /** Interleaved if there are several channels. */
  pcm: Int16Array<ArrayBuffer>;
}

const FORMAT_PCM = 1;
const FORMAT_EXTENSIBLE = 0xfffe;
/** The data length of a writer that does not know it: the data extends to the end of the file. */
const UNKNOWN_LENGTH = 0xffff_ffff;

/** Before the audio. */
export const WAV_HEADER_BYTES = 44;

export function encodeWav(pcm: Int16Array, sampleRateHz: number, channels = 1): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(WAV_HEADER_BYTES + pcm.byteLength);
  file.set(wavHeader(pcm.byteLength, sampleRateHz, channels));
  file.set(pcmToBytes(pcm), WAV_HEADER_BYTES);
  return file;
}

/** @returns what comes before that many bytes of PCM, at most 4 GB */
export function wavHeader(dataBytes: number, sampleRateHz: number, channels = 1): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const name = (at: number, id: string) =>
    header.set(
      [...id].map((letter) => letter.charCodeAt(0)),
      at,
    );
  name(0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  name(8, 'WAVE');
  name(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, dataBytes, true);
  return header;
}

/** @throws RangeError with a message that says what is wrong with the file */
export function parseWav(file: Uint8Array): Wav {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WAVE') {
    throw new RangeError('This is not a WAV file: it does not begin with "RIFF … WAVE".');
  }
  let format: { sampleRateHz: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const id = nameAt(view, at);
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (id === 'fmt ') format = parseFormat(view, start, length);
    if (id === 'data') {
      if (!format) throw new RangeError('The WAV file has its "data" chunk before its "fmt " chunk.');
      return { ...format, pcm: parseData(file, start, length, format.channels) };
    }
    // Chunks begin at even offsets.
    at = start + length + (length % 2);
  }
  throw new RangeError('The WAV file has no audio: there is no "data" chunk.');
}

function parseFormat(view: DataView, at: number, length: number) {
  if (length < 16 || at + length > view.byteLength) {
    throw new RangeError('The WAV file is truncated in its "fmt " chunk.');
  }
  let format = view.getUint16(at, true);
  // The extensible form keeps the real format at the start of its sub-format.
  if (format === FORMAT_EXTENSIBLE && length >= 26) format = view.getUint16(at + 24, true);
  const channels = view.getUint16(at + 2, true);
  const sampleRateHz = view.getUint32(at + 4, true);
  const bits = view.getUint16(at + 14, true);
  if (format !== FORMAT_PCM || bits !== 16) {
    throw new RangeError(`Only 16-bit PCM WAV files can be read; this one is ${bits}-bit, format ${format}.`);
  }
  if (channels === 0 || sampleRateHz === 0) {
    throw new RangeError(`The WAV file has ${channels} channels at ${sampleRateHz} Hz, which is not valid.`);
  }
  return { sampleRateHz, channels };
}

function parseData(file: Uint8Array, at: number, length: number, channels: number): Int16Array<ArrayBuffer> {
  const end = length === UNKNOWN_LENGTH ? file.length : at + length;
  if (end > file.length) {
    throw new RangeError(`The WAV file is truncated: ${end - file.length} bytes of audio are missing.`);
  }
  if ((end - at) % (channels * 2) !== 0) {
    throw new RangeError('The audio of the WAV file ends in the middle of a sample.');
  }
  return bytesToPcm(file.subarray(at, end));
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
