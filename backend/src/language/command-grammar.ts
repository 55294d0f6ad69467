/** What is known beforehand of the sentences that give a command. */
export interface CommandGrammar {
  /** Whether this is a whole command. */
  isCommand(text: string): boolean;
  /** Whether a command may begin with this and go on. */
  isBeginning(text: string): boolean;
}

export const NO_GRAMMAR: CommandGrammar = { isCommand: () => false, isBeginning: () => false };
