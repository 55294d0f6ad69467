/** @returns the day in UTC, as YYYY-MM-DD */
export const utcDay = (time: Date | number): string => new Date(time).toISOString().slice(0, 10);
