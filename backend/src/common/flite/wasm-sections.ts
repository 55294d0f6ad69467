/**
 * Reads the sections of a WebAssembly binary (WebAssembly core specification, section 5.5).
 *
 * Workers also load it as TypeScript source, so it uses erasable syntax only.
 */

const HEADER_BYTES = 8;
const CUSTOM = 0;
const DATA = 11;

interface Section {
  id: number;
  /** Offset of its id. */
  start: number;
  content: number;
  end: number;
}

/** Byte offsets in the program's memory. */
export interface MemoryRange {
  start: number;
  end: number;
}

/** Removes names and debug information, 4 of flite's 21 MB, which the engine would keep in memory. */
export function withoutCustomSections(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = [...sectionsOf(wasm)].filter(({ id }) => id !== CUSTOM);
  const parts = [wasm.subarray(0, HEADER_BYTES), ...kept.map(({ start, end }) => wasm.subarray(start, end))];
  const slim = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    slim.set(part, at);
    at += part.length;
  }
  return slim;
}

/** @returns the first data segment, which has the constants of a C program; an empty range if there is none */
export function constantsOf(wasm: Uint8Array): MemoryRange {
  const none = { start: 0, end: 0 };
  const data = [...sectionsOf(wasm)].find(({ id }) => id === DATA);
  if (!data) return none;
  const [segments, flagsAt] = readNumber(wasm, data.content);
  const [flags, offsetAt] = readNumber(wasm, flagsAt);
  // Only an active segment of memory 0 at a constant address is understood: `i32.const n, end`.
  if (segments === 0 || flags !== 0 || wasm[offsetAt] !== 0x41) return none;
  const [start, endOpAt] = readNumber(wasm, offsetAt + 1);
  const [length] = readNumber(wasm, endOpAt + 1);
  return { start, end: start + length };
}

function* sectionsOf(wasm: Uint8Array): Generator<Section, void, undefined> {
  for (let start = HEADER_BYTES; start < wasm.length;) {
    const [length, content] = readNumber(wasm, start + 1);
    const end = content + length;
    yield { id: wasm[start]!, start, content, end };
    start = end;
  }
}

/** Reads a LEB128 number. @returns it, and the offset of its end */
function readNumber(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
