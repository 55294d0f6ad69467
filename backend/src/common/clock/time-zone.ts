/** @returns the zone's own spelling of an IANA name in any case, or undefined if this Node does not know it */
export function knownTimeZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The zone of the computer that the backend runs on. Asked anew each time, because a laptop travels. */
export function backendTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat('en-US').resolvedOptions();
  // ICU reports `Etc/Unknown`, which Intl does not accept, if the system names no zone.
  return knownTimeZone(timeZone) ?? 'UTC';
}
