/** The name of one recording's folder, such as `2026-11-29T20-33-43-123Z-5f1c2a3b`: no other folder is ever deleted. */

const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-[0-9a-f]{8}$/;

/** @param startedAt epoch milliseconds @param sessionId a UUID, as in the log */
export const recordingName = (startedAt: number, sessionId: string): string =>
  // Windows allows no colons.
  `${new Date(startedAt).toISOString().replaceAll(/[:.]/g, '-')}-${sessionId.slice(0, 8)}`;

/** @returns when the recording began, in epoch milliseconds; undefined for anything else */
export function startOf(name: string): number | undefined {
  const [, hour, minute, second, ms] = NAME.exec(name) ?? [];
  const startedAt = Date.parse(`${hour}:${minute}:${second}.${ms}`);
  return Number.isNaN(startedAt) ? undefined : startedAt;
}
