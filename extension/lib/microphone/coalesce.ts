/**
 * @returns a function that runs the task at once. Calls during the task, and for `quietMs` after it, become one more run:
 * a dock with several devices fires many events.
 */
export function coalesce(task: () => Promise<void>, quietMs: number): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      await task();
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}

/** Devices of one dock arrive within about this time. */
export const DEVICE_CHANGE_MS = 300;
