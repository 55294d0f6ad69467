import type { UserRecords } from '../../user-data/user-records.js';

/**
 * Changes what is kept of the user.
 * @param change throws a RangeError with a message for the user if it is not possible
 * @returns what to say about it: also that it cannot be kept, once
 */
export async function carryOut(user: UserRecords, change: () => string): Promise<string> {
  let done: string;
  try {
    done = change();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  const problem = await user.saved();
  return problem ? `${done} I can keep it only until I am restarted, because ${problem}.` : done;
}
