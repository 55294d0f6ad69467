import type { ChatMessage } from '../../llm/llm.port.js';
import type { Alarms, Notes, PreferenceRecords, Timers, UserRecords } from '../../user-data/user-records.js';
import type { SpeakingRates } from '../../tts/speaking-rate.js';
import type { WeatherAccess } from '../../weather/weather.port.js';
import type { ToolCaller } from '../../tools/tools.port.js';
import type { ActionResult, CallControl, Dictate, Reading, Sources } from '../answerer.port.js';
import type { Random } from './random.js';

/** The slots of a sentence by name, in normalized text (numbers in digits). */
export type Slots = Readonly<Record<string, string>>;

/** What an answer may read of the session and its user. Only an action may change it. */
export interface SkillContext {
  /** The user's words as they were heard or typed. */
  sentence: string;
  /** Whether the sentence is a command about the page that may have been another one: it is asked in place of carried out. */
  isDoubtful?: boolean;
  /** Whether the sentence was typed: nothing of it was misheard. */
  isTyped?: boolean;
  /** The conversation before this sentence, oldest first. */
  history: readonly ChatMessage[];
  timers: Pick<Timers, 'list' | 'lastDone'>;
  alarms: Pick<Alarms, 'list' | 'lastRung'>;
  notes: Pick<Notes, 'list'>;
  preferences: Pick<PreferenceRecords, 'get'>;
  now(): Date;
  /** IANA name of the user's time zone. */
  timeZone: string;
  random: Random;
  /** Undefined if there is no weather service. */
  weather?: WeatherAccess | undefined;
  /** Whether a language model can be asked too. */
  hasModel: boolean;
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
  /** What is said from now on is text for a field. Only an action may use it. Undefined if the client writes none. */
  dictate?: Dictate | undefined;
}

/** What an action may change. */
export type ActionContext = UserRecords;

/** An answer with a side effect: it runs when the turn is certain, and returns what to say. */
export interface SkillAction {
  run(context: ActionContext): ActionResult | Promise<ActionResult>;
}

/** A short, speakable answer, or an action that gives one. Undefined if the sentence only looked like the intent. */
export type Reply = string | SkillAction | undefined;

/**
 * What answers best. `skill`: the skill, because it is exact or only it can act. `either`: both are good, but a language
 * model is wittier. `model`: only a language model; the skill says so. `tool`, `page`: a language model that has tools, or
 * the page that the user shares; if there is neither, the skill says so, because a model may claim to have done it.
 */
export type BestAnswerer = 'skill' | 'either' | 'model' | 'tool' | 'page';

/** One kind of request: its sentences and its answer. */
export interface Intent {
  readonly name: string;
  readonly best: BestAnswerer | ((slots: Slots, context: SkillContext) => BestAnswerer);
  /** The client's tool that it calls: where the client has it, the skill answers best. */
  readonly tool?: string;
  /** Sentences, see `createTemplate`: for matching and for the recogniser's language model. */
  readonly templates: readonly string[];
  /** Rarer sentences: also matched, with less weight in the language model. */
  readonly alsoSaid?: readonly string[];
  /** Phrasings that are matched but too rare for the language model, which would hear them in place of frequent ones. */
  readonly alsoUnderstood?: readonly string[];
  /** Sentences per template with slots in the language model. */
  readonly samples?: number;
  /**
   * For a reply: matches the assistant's last words, e.g. `For how long?` before `five minutes`. The intent then
   * comes before all others; otherwise it is ignored.
   */
  readonly after?: RegExp;
  /**
   * Only of what the page shows, by its names: `before` the other intents, or `after` all that the sentence may mean
   * otherwise.
   */
  readonly onPage?: 'before' | 'after';
  /** Excluded from fuzzy matching, because it cannot be undone. */
  readonly exactOnly?: true;
  /** It only says why it is not done: the exact name of a control of the page comes before it. */
  readonly refuses?: true;
  /** Matches nearly every sentence, so all other intents come before it. */
  readonly vague?: true;
  /** @returns undefined if the sentence only looked like this intent, e.g. the time in an unknown place */
  answer(slots: Slots, context: SkillContext): Reply | Promise<Reply>;
}
