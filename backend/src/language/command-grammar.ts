/** The sentences that are commands. */
export interface CommandGrammar {
  /** Whether the text is a whole command. */
  isCommand(text: string): boolean;
  /** Whether the text is the beginning of a longer command. */
  isBeginning(text: string): boolean;
  /** @returns the same with the commands about a page, whose visible names are asked for each time */
  onPage?(names: () => readonly string[]): CommandGrammar;
}

export const NO_GRAMMAR: CommandGrammar = { isCommand: () => false, isBeginning: () => false };
