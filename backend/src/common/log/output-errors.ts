/**
 * From now on writing to the log may fail, because the reader of a pipe or the terminal is gone or the disk is full. Without a
 * listener the stream's error would end the process, and every conversation with it.
 */
export function surviveOutputErrors(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
