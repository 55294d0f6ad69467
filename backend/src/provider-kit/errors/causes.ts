/** The most causes that are examined: SDKs wrap the error of fetch, which wraps the error of the socket. */
const MAX_CAUSES = 10;

/** The error and the errors that it wraps, perhaps one for each address that was tried. */
export function causesOf(error: unknown): Error[] {
  const found: Error[] = [];
  const queue = [error];
  while (queue.length > 0 && found.length < MAX_CAUSES) {
    const next = queue.shift();
    if (!(next instanceof Error)) continue;
    found.push(next);
    queue.push(next.cause, ...(next instanceof AggregateError ? (next.errors as unknown[]) : []));
  }
  return found;
}
