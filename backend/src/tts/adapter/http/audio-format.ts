/** What audio that should be raw PCM is by its first bytes. */

/** Enough to tell the kinds apart, but for frames of MP3 and AAC. */
const HEAD_BYTES = 16;
/** Of a frame of MP3 or AAC. */
const HEADER_BYTES = 7;

const SIGNATURES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:RIFF|RF64)/, 'WAV'],
  [/^ID3[\x02-\x04]/, 'MP3'],
  [/^OggS/, 'Ogg'],
  [/^fLaC/, 'FLAC'],
  [/^FORM[^]{4}AIF/, 'AIFF'],
  [/^\.snd\0/, 'AU'],
  [/^[^]{4}ftyp/, 'MP4'],
  [/^\x1a\x45\xdf\xa3/, 'WebM'],
  [/^\s*[{["]/, 'JSON'],
  [/^\s*</, 'a web page'],
];

/** Kilobits a second of MPEG 1 and of MPEG 2 and 2.5, layer III. */
const BITRATES = [
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const SAMPLE_RATES_HZ = [44_100, 48_000, 32_000] as const;

/**
 * @param head the first bytes
 * @param isAll whether no more follow
 * @returns the name of another format; undefined for raw PCM; null if more bytes decide
 */
export function otherFormat(head: Uint8Array, isAll: boolean): string | undefined | null {
  if (head.length < HEAD_BYTES && !isAll) return null;
  const start = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
  const [, name] = SIGNATURES.find(([pattern]) => pattern.test(start)) ?? [];
  if (name !== undefined) return !/^(?:JSON|a web page)$/.test(name) || isText(start) ? name : undefined;
  if (isText(start)) return 'text';
  for (const [kind, bytesOf] of FRAMES) {
    const frameBytes = bytesOf(head);
    if (frameBytes === undefined) continue;
    const second = head.subarray(frameBytes);
    if (second.length < HEADER_BYTES && !isAll) return null;
    // Quiet PCM may begin like a frame, but then no second one follows.
    if (second.length === 0 || bytesOf(second) !== undefined) return kind;
  }
  return undefined;
}

/** Audible PCM has other bytes than these, and a steady tone fewer kinds of them. */
const isText = (start: string): boolean => /^[\t\n\r\x20-\x7e]{4,}$/.test(start) && new Set(start).size > 3;

/** The length of the frame of MPEG audio, layer III, that begins here; undefined if none does. */
function mp3FrameBytes(bytes: Uint8Array): number | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || (bytes[1]! & 0xe6) !== 0xe2) return undefined;
  const version = (bytes[1]! >> 3) & 3;
  const isMpeg1 = version === 3;
  const kilobits = BITRATES[isMpeg1 ? 0 : 1][(bytes[2]! >> 4) - 1];
  const rateHz = SAMPLE_RATES_HZ[((bytes[2]! >> 2) & 3) as 0 | 1 | 2];
  if (version === 1 || kilobits === undefined || rateHz === undefined) return undefined;
  const hz = rateHz / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  const padding = (bytes[2]! >> 1) & 1;
  return Math.floor(((isMpeg1 ? 144 : 72) * kilobits * 1_000) / hz) + padding;
}

/** The length of the ADTS frame of AAC that begins here; undefined if none does. */
function aacFrameBytes(bytes: Uint8Array): number | undefined {
  if (bytes.length < 7 || bytes[0] !== 0xff || (bytes[1]! & 0xf6) !== 0xf0) return undefined;
  const length = ((bytes[3]! & 3) << 11) | (bytes[4]! << 3) | (bytes[5]! >> 5);
  return length >= 7 ? length : undefined;
}

/** The kinds of frames, and how long the one is that begins with these bytes. */
const FRAMES = [
  ['MP3', mp3FrameBytes],
  ['AAC', aacFrameBytes],
] as const;
