/** The words of one language that turn-taking needs, in lower case, without punctuation except apostrophes. */
export interface TurnTakingWords {
  /** Words and pairs of words that only show attention: "mhm", "got it". */
  backchannels: ReadonlySet<string>;
  /** Those of the backchannels that are a yes where a question was asked. */
  affirmations: ReadonlySet<string>;
  /** Words around them that ask for nothing else: "yes please". */
  affirmationCourtesies: ReadonlySet<string>;
  /** The transcript of a hum: one of the backchannels. */
  hum: string;
  /** Words and phrases of up to three words that always stop the assistant: "stop", "hold on". */
  stopCommands: ReadonlySet<string>;
  /** Those of them that end a task also where there is something else that they could be about. */
  taskStops: ReadonlySet<string>;
  /** Words that may precede a stop command: "okay stop". */
  stopOpenings: ReadonlySet<string>;
  /** Words around a stop command that ask for nothing else: "hey stop", "stop talking". */
  stopCourtesies: { before: ReadonlySet<string>; after: ReadonlySet<string> };
  /** What wakes the assistant when it is asleep: "wake up". */
  wakeCommands: ReadonlySet<string>;
  /** Words around it that ask for nothing else. */
  wakeCourtesies: ReadonlySet<string>;
  /** Matches the name of what orders, ends, sends or loses something at once, in lower case. */
  endsSomething: RegExp;
  /** Matches a command that usually means something on the page: "click save". */
  usesControl: RegExp;
  /** Words that cannot end a finished sentence: "and", "the". */
  openEndings: ReadonlySet<string>;
  /** Open endings that a question may end with: "what is it for". */
  questionEndings: ReadonlySet<string>;
  /** Matches the beginning of a question. */
  questionStart: RegExp;
  /** Matches a sentence that ends in a number and is probably unfinished: "what is twenty". */
  loneNumber: RegExp;
}
