import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RefusalLog } from './refusal-log.js';

describe(RefusalLog, () => {
  const warn = vi.fn<(line: string) => void>();
  let sut: RefusalLog;
  beforeEach(() => {
    vi.useFakeTimers();
    warn.mockClear();
    sut = new RefusalLog(warn);
  });
  afterEach(() => vi.useRealTimers());

  const lines = () => warn.mock.calls.map(([line]) => line);
  const minute = () => vi.advanceTimersByTime(60_000);

  it('logs one refusal at once, and nothing more', () => {
    sut.add('origin https://a.example is not allowed');
    minute();
    expect(lines()).toEqual(['Refused a connection: origin https://a.example is not allowed']);
  });

  it('sums up the others once a minute', () => {
    sut.add('first');
    for (let i = 0; i < 800; i++) sut.add('a');
    for (let i = 0; i < 12; i++) sut.add('b');
    expect(lines()).toHaveLength(1);
    minute();
    sut.add('a');
    minute();
    minute();
    expect(lines().slice(1)).toEqual([
      'Refused 812 more connections within a minute: a (800); b (12)',
      'Refused 1 more connection within a minute: a (1)',
    ]);
  });

  it('begins again after a quiet minute', () => {
    sut.add('a');
    minute();
    sut.add('b');
    expect(lines()).toEqual(['Refused a connection: a', 'Refused a connection: b']);
  });

  it('has lines of bounded length, whatever the origins are', () => {
    for (let i = 0; i < 1_000; i++) sut.add(`origin https://${i}.${'x'.repeat(10_000)}`);
    minute();
    expect(lines()).toEqual([expect.any(String), expect.stringContaining('other reasons (994)')]);
    expect(Math.max(...lines().map((line) => line.length))).toBeLessThan(1_500);
  });

  it('names the client, and what is wrong without what its user can do', () => {
    const error = 'The token is wrong. Make one where the backend runs: npm run tokens';
    sut.addClient({ origin: '', lockAddress: '203.0.113.9' }, error);
    sut.addClient({ origin: 'https://a.example', lockAddress: undefined }, error);
    minute();
    expect(lines()).toEqual([
      'Refused a connection: a program on 203.0.113.9: The token is wrong',
      'Refused 1 more connection within a minute: https://a.example on this computer: The token is wrong (1)',
    ]);
  });

  it('says what was refused', () => {
    sut = new RefusalLog(warn, 'request');
    for (let i = 0; i < 3; i++) sut.add('a');
    minute();
    expect(lines()).toEqual(['Refused a request: a', 'Refused 2 more requests within a minute: a (2)']);
  });
});
