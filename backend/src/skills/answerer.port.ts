import type { ChatMessage } from '../llm/llm.port.js';
import type { EarconSound } from '#protocol';
import type { ToolCaller } from '../tools/tools.port.js';
import type { SpeakingRates } from '../tts/speaking-rate.js';
import type { UserRecords } from '../user-data/user-records.js';
import type { Passage } from './sources/passage.js';

/** What the assistant can do with the call: the client does it when the answer was played. */
export interface CallControl {
  /** Mutes the microphone. */
  mute(): void;
  hangUp(): void;
}

export type Move = 'back' | 'again' | 'next' | 'paragraph_back' | 'paragraph_next' | 'start';

/** Reads texts aloud, and knows where the listener is. */
export interface Reading {
  /** Whether there is a text to go on with. */
  readonly hasText: boolean;
  /** Reads the page's article from its beginning, or from what is selected or visible. */
  readPage(tools: ToolCaller, start?: 'beginning' | 'here'): Promise<ActionResult>;
  readSelection(tools: ToolCaller): Promise<ActionResult>;
  /** Goes on at another place. Call it only if there is a text. */
  move(to: Move, tools: ToolCaller): Promise<ActionResult>;
  /** Goes on where the listener was. Call it only if there is a text. */
  goOn(tools: ToolCaller): ActionResult;
  /** @returns where the listener was, in words; undefined if nothing was read */
  whereWasI(): string | undefined;
}

/** What was read in the session for its answers. */
export interface Sources {
  /** @returns the sentence of a text that the answer comes from; undefined if no text has it */
  passageFor(answer: string, question: string): Passage | undefined;
}

/** Begins a dictation. @returns why the client cannot write; undefined if it writes */
export type Dictate = () => Promise<string | undefined>;

/** A sentence of the user and everything that an answer may depend on. */
export interface Question {
  sentence: string;
  /** Whether the sentence is a command about the page that may have been another one: it is asked in place of carried out. */
  isDoubtful?: boolean;
  /** Whether the sentence was typed: nothing of it was misheard. */
  isTyped?: boolean;
  /** The conversation before the sentence, oldest first. */
  history: readonly ChatMessage[];
  /** Only an action may change it. */
  user: UserRecords;
  now(): Date;
  /** IANA name of the user's time zone, which the user's days and clock times are in. */
  timeZone: string;
  /** Whether a language model could call tools. */
  hasTools: boolean;
  /** The same object for all questions of a session: the key of what a skill remembers of it. */
  session: object;
  /** What is read aloud in this session. Only an action may change it. */
  reading: Reading;
  readTexts: Sources;
  /** Only an action may call them. */
  tools: ToolCaller;
  /** The names of what is visible on the page. */
  pagePhrases: readonly string[];
  /** Whether the user shares a web page. */
  sharesPage: boolean;
  /** Whether the audio of the call is kept. */
  isRecorded: boolean;
  /** The speeds of the voice; undefined if it has one speed. */
  speakingRates?: SpeakingRates | undefined;
  /** Only an action may use it. Undefined if the client has no such control. */
  call?: CallControl | undefined;
  /** From now on nothing is heard but "wake up". Only an action may use it. */
  sleep(): void;
  /**
   * What is said from now on is text for the field that has the focus. Only an action may use it. Undefined if the client
   * writes none.
   */
  dictate?: Dictate | undefined;
  /**
   * Whether a language model can be asked too. Without one the answerer gives its best guess, and says so if it
   * knows nothing.
   */
  hasModel: boolean;
}

interface Answered {
  /** Which skill it is, e.g. `timer.set`. */
  intent: string;
  /** No language model answers it better: the answer is exact or only possible here. */
  certain: boolean;
}

/** An answer to speak. It has no side effect. */
export interface SpokenAnswer extends Answered {
  kind: 'spoken';
  text: string;
}

/** What an action did, if the user can see it: a short sound says it in place of words. */
export interface ActionOutcome {
  sound: EarconSound;
  /** For the history, and for clients that play no sounds. What was not done is always said. */
  note: string;
}

/** A sentence that is read aloud, and where it stands in the text that it is read from, in UTF-16 code units. */
export interface ReadSentence {
  /** As it stands there, with the white space after it. */
  text: string;
  from: number;
  /** Its end, without that white space. */
  to: number;
  /** The tab of the text, if it is a page's article. */
  tab: number | null;
}

/** Words, or an outcome without words. A long text comes piece by piece, as fast as it is spoken. */
export type ActionResult = string | ActionOutcome | AsyncIterable<string | ReadSentence>;

/** An action with a side effect. It must not run before the user's turn is certain. */
export interface ActionAnswer extends Answered {
  kind: 'action';
  /** Runs the action. @returns what to say about it */
  run(): ActionResult | Promise<ActionResult>;
}

export type Answer = SpokenAnswer | ActionAnswer;

/** What the user may say next, because it was shown or asked. */
export interface Expected {
  /** The numbers that are shown on controls. */
  numbers: readonly number[];
  /** What answers the question that was asked. */
  awaits?: 'yes_no' | 'choice';
}

/** Answers without a language model, or before it is asked. */
export abstract class Answerer {
  /** Loads data ahead of the first answer. Idempotent. */
  abstract warmUp(): Promise<void>;

  /** @returns undefined if only a language model can answer; never undefined if `hasModel` is false */
  abstract answer(question: Question): Promise<Answer | undefined>;

  /** @param session of the questions. @param history the conversation so far, oldest first */
  expects(_session: object, _history: readonly ChatMessage[]): Expected {
    return { numbers: [] };
  }
}
