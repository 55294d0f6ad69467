import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskQueue } from './disk-queue.js';
import { removeRecording } from './recording-files.js';
import { startOf } from './recording-name.js';

/** The folder of clients that have no identity; the others' names are made by `identityName`. */
export const UNNAMED = 'unnamed';

/** How far recordings are deleted once they are over the limit, so that not every second of audio finds them there again. */
const DELETE_DOWN_TO = 0.9;

export interface Sweep {
  /** The folder of all recordings. */
  folder: string;
  queue: DiskQueue;
  /** What began earlier is deleted: epoch milliseconds. */
  expired: number;
  /** Of all recordings together. */
  maxBytes: number;
  /** Of those that are being written. */
  openBytes: number;
  /** Whether that recording is being written. It is neither deleted nor counted. */
  isOpen(folder: string): boolean;
}

interface Found {
  folder: string;
  startedAt: number;
  bytes: number;
}

/**
 * Deletes what has expired, and if there is too much the oldest recordings. Deletes nothing that Earshot has not made.
 * @returns the bytes of what is left, and the first error
 */
export async function sweep(options: Sweep): Promise<{ bytes: number; error?: unknown }> {
  const { queue, expired, maxBytes, openBytes, isOpen } = options;
  const found = (await recordingsIn(options.folder)).filter(({ folder }) => !isOpen(folder));
  found.sort((a, b) => a.startedAt - b.startedAt);
  let bytes = found.reduce((sum, recording) => sum + recording.bytes, 0);
  const allowed = bytes + openBytes > maxBytes ? maxBytes * DELETE_DOWN_TO : maxBytes;
  let failure: { error?: unknown } = {};
  for (const { folder, startedAt, bytes: freed } of found) {
    if (startedAt >= expired && bytes + openBytes <= allowed) continue;
    try {
      await queue.run(() => removeRecording(folder));
      bytes -= freed;
    } catch (error) {
      failure = { error: failure.error ?? error };
    }
  }
  return { bytes, ...failure };
}

async function recordingsIn(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const user of await foldersIn(folder)) {
    if (user !== UNNAMED && !/^[0-9a-f]{24}$/.test(user)) continue;
    for (const name of await foldersIn(join(folder, user))) {
      const startedAt = startOf(name);
      const own = join(folder, user, name);
      if (startedAt !== undefined) found.push({ folder: own, startedAt, bytes: await sizeOf(own) });
    }
  }
  return found;
}

/** The names of the folders in it, without links; none if it cannot be read. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const file of await readdir(folder).catch(() => [])) {
    bytes += (await lstat(join(folder, file)).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}
