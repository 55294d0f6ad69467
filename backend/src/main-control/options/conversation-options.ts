import { BARGE_IN_DEFAULTS, type BargeInOptions } from '../policies/barge-in.js';
import type { CommandGrammar } from '../policies/completeness.js';
import { ENDPOINTING_DEFAULTS, type EndpointingOptions } from '../policies/endpointing.js';

/** Everything that a person may want different about how a conversation runs. Durations in milliseconds. */
export interface ConversationOptions {
  /** Spoken when a session starts; '' for none. */
  greeting: string;
  /** Instructions for a language model. The skills have no use for it. */
  systemPrompt: string;
  /** Most messages that are kept for the model, oldest dropped first. */
  historyMessages: number;
  endpointing: EndpointingOptions;
  bargeIn: BargeInOptions;
  speculation: SpeculationOptions;
  /** No transcript this long after speech ended: the turn goes on with what is known of it. */
  sttFinalTimeoutMs: number;
  /** What is known of commands beforehand. */
  grammar?: CommandGrammar;
}

/** What a client may change in the middle of a conversation. */
export type TurnTaking = Pick<ConversationOptions, 'endpointing' | 'bargeIn'>;

/** A change of them: what it leaves out stays. */
export interface TurnTakingSettings {
  endpointing?: Partial<EndpointingOptions>;
  bargeIn?: Partial<BargeInOptions>;
}

/** Answering ahead of the end of the turn. */
export interface SpeculationOptions {
  enabled: boolean;
  /** Speak ahead too: faster still, and more for nothing. */
  tts: boolean;
  /** Most answers begun for one turn. */
  maxTries: number;
}

export const DEFAULT_CONVERSATION_OPTIONS: ConversationOptions = {
  greeting: "Hi, I'm listening.",
  systemPrompt:
    'You are Earshot, a voice assistant in the browser. Your words are spoken aloud: answer in one to three short ' +
    'sentences of plain prose, without lists, Markdown, code or emoji, unless asked to say more. If you do not know, ' +
    'say so. Where a message of yours ends in a bracketed note that the user interrupted, they heard nothing after ' +
    'it: never write such a note yourself, and when asked to go on, continue from that point.',
  historyMessages: 60,
  endpointing: ENDPOINTING_DEFAULTS,
  bargeIn: BARGE_IN_DEFAULTS,
  speculation: { enabled: true, tts: false, maxTries: 3 },
  sttFinalTimeoutMs: 5_000,
};
