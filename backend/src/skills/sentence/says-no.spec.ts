import { describe, expect, it } from 'vitest';
import { saysNo } from './says-no.js';

describe(saysNo.name, () => {
  it.each(['No', 'no, no', 'No, stop.', 'no wait', "oh no, don't", 'No. No, thanks.', 'never mind', 'wait'])(
    'is true of "%s"',
    (words) => expect(saysNo(words)).toBe(true),
  );

  it.each(['', 'yes', 'sorry', 'actually', 'no problem, do it', 'stop the music', 'no, click pricing'])(
    'is false of "%s"',
    (words) => expect(saysNo(words)).toBe(false),
  );
});
