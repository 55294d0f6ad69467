/** What the resilient wrappers of all stages have in common. */

/**
 * A provider that sends nothing for this long, while it has something to do, has failed. The user is told within 10 s and
 * can speak again.
 */
export const STALL_MS = 9_500;

export interface ResilienceOptions {
  /** Longest wait for a provider that has something to do. */
  stallMs?: number;
}

/** Resolves when each has loaded or failed. @throws the first error */
export async function warmUpAll(providers: readonly { warmUp(): Promise<void> }[]): Promise<void> {
  const results = await Promise.allSettled(providers.map((provider) => provider.warmUp()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
