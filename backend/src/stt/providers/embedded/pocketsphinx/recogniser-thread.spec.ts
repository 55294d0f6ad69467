import { describe, expect, it } from 'vitest';
import { lacksBinary } from './recogniser-thread.js';

const errorWith = (message: string, code?: string) => Object.assign(new Error(message), { code });

describe(lacksBinary.name, () => {
  it.each([
    errorWith('Cannot find the native Koffi module; did you bundle it correctly?'),
    errorWith("Cannot find package 'koffi' imported from library.js", 'ERR_MODULE_NOT_FOUND'),
    errorWith('koffi.node: version `GLIBC_2.38` not found', 'ERR_DLOPEN_FAILED'),
  ])('knows a missing binary: "$message"', (error) => {
    expect(lacksBinary(error)).toBe(true);
  });

  it.each([errorWith('Out of memory', 'ERR_WORKER_OUT_OF_MEMORY'), errorWith('x is not a function')])(
    'knows another failure: "$message"',
    (error) => {
      expect(lacksBinary(error)).toBe(false);
    },
  );
});
