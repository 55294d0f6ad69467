/** Bytes of 16-bit little-endian PCM as samples, however the network cut them: an odd byte waits for its other half. */
export class PcmDecoder {
  #half: number | undefined;

  decode(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const carried = this.#half === undefined ? 0 : 1;
    const samples = (carried + bytes.length) >> 1;
    // Copied: a chunk may lie at an odd offset of a buffer that is used again.
    const copy = new Uint8Array(samples * 2);
    if (carried && samples > 0) copy[0] = this.#half!;
    const used = Math.max(0, samples * 2 - carried);
    copy.set(bytes.subarray(0, used), samples > 0 ? carried : 0);
    if (used < bytes.length) this.#half = bytes[used];
    else if (samples > 0) this.#half = undefined;
    return new Int16Array(copy.buffer);
  }
}
