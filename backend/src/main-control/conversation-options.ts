import type { EndpointingOptions } from './endpointing.js';

/** Everything that a person may want different about how a conversation runs. Durations in milliseconds. */
export interface ConversationOptions {
  /** Spoken when a session starts; '' for none. */
  greeting: string;
  /** Instructions for a language model. The skills have no use for it. */
  systemPrompt: string;
  /** Most messages that are kept for the model, oldest dropped first. */
  historyMessages: number;
  endpointing: EndpointingOptions;
  bargeIn: {
    /** Speech this long stops the assistant even before a word is recognised. */
    minSpeechMs: number;
  };
  /** No transcript this long after speech ended: the turn goes on with the last partial. */
  sttFinalTimeoutMs: number;
}

export const DEFAULT_CONVERSATION_OPTIONS: ConversationOptions = {
  greeting: "Hi, I'm listening.",
  systemPrompt:
    'You are Earshot, a voice assistant in the browser. Your words are spoken aloud: answer in one to three short ' +
    'sentences of plain prose, without lists, Markdown, code or emoji, unless asked to say more. If you do not know, ' +
    'say so. Where a message of yours ends in "—", the user stopped you there and heard nothing after it; when ' +
    'asked to go on, continue from that point.',
  historyMessages: 60,
  endpointing: { minDelayMs: 450 },
  // 250 ms: what vellum's live voice settled on after 60 ms stopped for every click.
  bargeIn: { minSpeechMs: 250 },
  sttFinalTimeoutMs: 5_000,
};
