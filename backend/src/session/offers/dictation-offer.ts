import type { ClientCommands } from '#protocol';
import type { Conversation } from '../../main-control/conversation.js';
import type { AnswerContext } from '../../main-control/output/generate-answer.js';

/** Begins and ends the dictations of a session, for its client and for what the user says. */
export class DictationOffer {
  /** @param phrasesChanged called when other words are expected: what is dictated is no command about the page */
  constructor(
    private readonly conversation: () => Pick<Conversation, 'dispatch' | 'state'>,
    private readonly context: Pick<AnswerContext, 'dictate'>,
    private readonly phrasesChanged: () => void,
  ) {}

  get isOn(): boolean {
    return this.conversation().state.dictation !== null;
  }

  /** @param isSupported whether the client writes what is dictated */
  offer(isSupported: boolean): void {
    this.context.dictate = isSupported ? () => this.#set(true) : undefined;
  }

  /** The client wants to write what the user says, or no longer. */
  command({ state, reason }: ClientCommands['dictation']): void {
    const on = state === 'on';
    this.#set(on, on ? '' : (reason ?? ''), on);
  }

  /** @param stopsAnswer what is being said would be dictated with the rest */
  #set(on: boolean, reason = '', stopsAnswer = false): void {
    const said = reason.toWellFormed().replace(/\s+/g, ' ').trim();
    this.conversation().dispatch({
      type: 'dictation',
      on,
      stopsAnswer,
      ...(said !== '' && { reason: said }),
    });
    this.phrasesChanged();
  }
}
