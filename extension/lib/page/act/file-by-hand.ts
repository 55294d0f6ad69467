export const FILE_BY_HAND =
  'The browser lets only a real click choose a file: click it with the mouse, or press Tab until it is marked, and Enter.';
