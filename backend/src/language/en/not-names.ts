/** Words after "call me" that are not a name: requests, times and feelings. */
export const NOT_NAMES: ReadonlySet<string> = new Set(
  (
    'a an the my your this that it not no later back tomorrow today tonight now soon again when if at in on to for what ' +
    'who maybe please tired hungry bored sorry happy sad busy ready fine good okay sick crazy stupid important unknown ' +
    'secret none nobody'
  ).split(' '),
);
