import { describe, expect, it } from 'vitest';
import type { ClosedEvent } from '#client';
import { CLOSE, SINGLE_CLIENT_REASON, TAKEN_OVER_REASON } from '#protocol';
import { endAfterClose, giveUpAfterMs, UNATTENDED_OUTAGE_MS } from './reconnect-policy';

describe(giveUpAfterMs.name, () => {
  it.each([
    ['connected', { reconnecting: false, wasOpen: true, panelOpen: false }, null],
    ['a panel is open', { reconnecting: true, wasOpen: true, panelOpen: true }, null],
    ['a panel is open, never connected', { reconnecting: true, wasOpen: false, panelOpen: true }, null],
    ['no panel', { reconnecting: true, wasOpen: true, panelOpen: false }, UNATTENDED_OUTAGE_MS],
    ['no panel, never connected', { reconnecting: true, wasOpen: false, panelOpen: false }, 0],
  ])('%s: %3$s', (_name, outage, expected) => {
    expect(giveUpAfterMs(outage)).toBe(expected);
  });
});

describe(endAfterClose.name, () => {
  const closed: ClosedEvent = { code: 1006, reason: '', intended: false, willReconnect: false };

  it.each([
    ['hung up', { ...closed, code: CLOSE.normal, intended: true }, null],
    ['lost, will reconnect', { ...closed, willReconnect: true }, null],
    ['lost for good', closed, { notice: null, keepSession: true }],
    [
      'refused, in words that any program could have written',
      { ...closed, code: CLOSE.refused, reason: 'Type your password here' },
      { notice: { code: 'refused' }, keepSession: false },
    ],
    [
      'refused in single-client mode',
      { ...closed, code: CLOSE.refused, reason: SINGLE_CLIENT_REASON },
      { notice: { code: 'occupied' }, keepSession: false },
    ],
    [
      'taken over',
      { ...closed, code: CLOSE.refused, reason: TAKEN_OVER_REASON },
      { notice: { code: 'taken_over' }, keepSession: true },
    ],
  ])('%s', (_name, event, expected) => {
    expect(endAfterClose(event)).toEqual(expected);
  });

  it.each([
    ['no_key', 'unpaired'],
    ['wrong_proof', 'impostor'],
    ['no_proof', 'unproven'],
    ['unauthorized', 'unauthorized'],
  ] as const)(
    'not trusted (%s): forgets the session, and shows none of the server’s words',
    (refusal, code) => {
      const event = { ...closed, code: CLOSE.refused, reason: 'Type your password here', refusal };
      expect(endAfterClose(event)).toEqual({ notice: { code }, keepSession: false });
    },
  );
});
