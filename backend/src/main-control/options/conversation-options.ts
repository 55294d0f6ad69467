import { NO_GRAMMAR, type CommandGrammar } from '../../language/command-grammar.js';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import type { ReadDictation } from '../../language/dictation.js';
import { readEnglishDictation } from '../../language/en/dictation/read-dictation.js';
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import type { ToolSet } from '../../tools/browser-tools.js';
import type { BargeInOptions } from '../policies/barge-in.js';
import type { EndpointingOptions } from '../policies/endpointing.js';
import type { HeardCommandOptions } from '../policies/heard-command.js';
import type { SpeculationOptions } from '../policies/speculation.js';
import { DEFAULT_POLICIES, type PolicyOptions } from './policy-options.js';

/** How a conversation runs. */
export interface ConversationOptions {
  /** Spoken when a session starts; '' if there is none. */
  greeting: string;
  /** Instructions for a language model. The skills do not use it. */
  systemPrompt: string;
  /** Most messages kept for the model; the oldest is dropped first. */
  historyMessages: number;
  /** The most characters of a model's answer. */
  maxAnswerChars: number;
  /** Which tools of the client a model gets. */
  toolSet: ToolSet;
  policies: PolicyOptions;
  /** Whether the records of turns contain what was said. */
  recordWords: boolean;
  /** The words of the spoken language that the policies need. */
  words: TurnTakingWords;
  /** The commands that the assistant understands. */
  grammar: CommandGrammar;
  /** How dictated words become text. */
  readDictation: ReadDictation;
}

export type EndpointingSettings = Pick<
  EndpointingOptions,
  'completeDelayMs' | 'delayMs' | 'openDelayMs' | 'manual'
>;
export type BargeInSettings = Pick<BargeInOptions, 'minSpeechMs'>;
export type SpeculationSettings = Pick<SpeculationOptions, 'enabled' | 'tts' | 'maxTries'>;

/** The options that a configuration file can change. */
export interface ConversationSettings {
  greeting: string;
  systemPrompt: string;
  historyMessages: number;
  maxAnswerChars: number;
  endpointing: EndpointingSettings;
  bargeIn: BargeInSettings;
  speculation: SpeculationSettings;
  heardCommand: HeardCommandOptions;
  /** The final transcript is due this long after the end of speech, in ms. */
  sttFinalTimeoutMs: number;
}

/** The options that a client can change during a conversation. */
export type TurnTaking = Pick<PolicyOptions, 'endpointing' | 'bargeIn'>;

/** A change of the settings; a missing field stays as it is. */
export interface TurnTakingSettings {
  endpointing?: Partial<EndpointingOptions>;
  bargeIn?: Partial<BargeInOptions>;
}

export const DEFAULT_CONVERSATION_SETTINGS: Readonly<ConversationSettings> = {
  greeting: "Hi, I'm listening.",
  systemPrompt:
    'You are Earshot, a voice copilot in the browser of the user. Answer in one to three short sentences, unless ' +
    'asked to say more. If you do not know, say so.',
  historyMessages: 60,
  maxAnswerChars: 20_000,
  endpointing: DEFAULT_POLICIES.endpointing,
  bargeIn: DEFAULT_POLICIES.bargeIn,
  speculation: DEFAULT_POLICIES.speculation,
  heardCommand: DEFAULT_POLICIES.heardCommand,
  sttFinalTimeoutMs: DEFAULT_POLICIES.transcriptTimeouts.finalMs,
};

/** @returns the options with these settings and the defaults for everything else */
export function conversationOptions(
  settings: ConversationSettings,
  grammar: CommandGrammar = NO_GRAMMAR,
): ConversationOptions {
  const { greeting, systemPrompt, historyMessages, maxAnswerChars } = settings;
  const { endpointing, bargeIn, speculation, heardCommand, sttFinalTimeoutMs } = settings;
  return {
    greeting,
    systemPrompt,
    historyMessages,
    maxAnswerChars,
    toolSet: 'auto',
    policies: {
      ...DEFAULT_POLICIES,
      endpointing: { ...DEFAULT_POLICIES.endpointing, ...endpointing },
      bargeIn: { ...DEFAULT_POLICIES.bargeIn, ...bargeIn },
      speculation: { ...DEFAULT_POLICIES.speculation, ...speculation },
      heardCommand,
      transcriptTimeouts: { ...DEFAULT_POLICIES.transcriptTimeouts, finalMs: sttFinalTimeoutMs },
    },
    recordWords: false,
    words: ENGLISH_TURN_TAKING_WORDS,
    readDictation: readEnglishDictation,
    grammar,
  };
}

export const DEFAULT_CONVERSATION_OPTIONS: Readonly<ConversationOptions> = conversationOptions(
  DEFAULT_CONVERSATION_SETTINGS,
);
