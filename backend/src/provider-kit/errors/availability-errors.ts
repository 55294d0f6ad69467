/** Errors of a provider that is too slow or paused. */
import type { Stage } from '#protocol';
import { ProviderError, STAGE_NAMES } from './provider-error.js';

/** The provider had something to do and sent nothing for `ms`. */
export function providerStalled(stage: Stage, provider: string, ms: number): ProviderError {
  const reason = `${STAGE_NAMES[stage]} did not answer for ${seconds(ms)} (${provider}).`;
  const text = { reason, retryHint: 'Please try again.' };
  return new ProviderError(stage, provider, 'provider_timeout', text, { retryable: true });
}

/**
 * The provider had no connection for `ms`, while something waited to be sent.
 * @param address `host:port` of a server other than the vendor's
 */
export function providerNotConnected(
  stage: Stage,
  { name, address }: { name: string; address?: string },
  ms: number,
): ProviderError {
  const reason = `${STAGE_NAMES[stage]} could not connect within ${seconds(ms)} (${address ? `${name} at ${address}` : name}).`;
  const todo = address
    ? 'Check that it is running, or check its address in the config.'
    : 'Check the internet connection.';
  return new ProviderError(stage, name, 'provider_timeout', { reason, todo }, { retryable: true });
}

/**
 * The provider is paused because it failed several times in a row.
 * @param last its last failure, which this caller has not seen
 * @param ms the time until it is tried again; 0 or less while it is being tried again
 */
export function providerPaused(last: ProviderError, ms: number): ProviderError {
  const { stage, provider, code, retryable } = last;
  const state = ms > 0 ? `is paused for ${seconds(ms)}` : 'is being tried again';
  const reason = `${STAGE_NAMES[stage]} ${state} because it failed several times in a row (${provider}).`;
  // A refused key stays refused until the user changes it.
  const advice =
    code === 'provider_auth'
      ? { todo: ['Its last error:', last.text.reason, last.text.todo].filter(Boolean).join(' ') }
      : { retryHint: ms > 0 ? 'Try again after that.' : 'Try again in a moment.' };
  return new ProviderError(stage, provider, code, { reason, ...advice }, { retryable });
}

function seconds(ms: number): string {
  const count = Math.max(1, Math.round(ms / 1_000));
  return count === 1 ? '1 second' : `${count} seconds`;
}
