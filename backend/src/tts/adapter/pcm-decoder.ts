/** Decodes bytes of 16-bit little-endian PCM, however the network cut them: an odd byte waits for its other half. */
export class PcmDecoder {
  #oddByte: number | undefined;

  decode(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const carried = this.#oddByte === undefined ? 0 : 1;
    const samples = (carried + bytes.length) >> 1;
    // Copied, because the bytes may be at an odd offset of a buffer that is reused.
    const copy = new Uint8Array(samples * 2);
    if (carried && samples > 0) copy[0] = this.#oddByte!;
    const usedBytes = Math.max(0, samples * 2 - carried);
    copy.set(bytes.subarray(0, usedBytes), samples > 0 ? carried : 0);
    if (usedBytes < bytes.length) this.#oddByte = bytes[usedBytes];
    else if (samples > 0) this.#oddByte = undefined;
    return new Int16Array(copy.buffer);
  }
}
