import type { ClientCommands } from '#protocol';
import type { Conversation } from '../main-control/conversation.js';
import type { SpeechInput } from '../main-control/input/speech-input.js';
import type { TurnTaking } from '../main-control/options/conversation-options.js';
import type { AnswerContext } from '../main-control/output/generate-answer.js';
import { ChoiceError, type ProviderChange } from '../provider-kit/leases/configured-stage.js';
import type { ChoosableStage, SessionProviders } from './session-providers.js';
import { chosenTurnTaking } from './turn-taking-choice.js';

const NOT_CHANGED = 'That provider could not be set up. The conversation continues with the previous one.';

export interface SessionChangesDeps {
  conversation: Conversation;
  speechInput: Pick<SpeechInput, 'modeChanged' | 'reconnect'>;
  providers: SessionProviders;
  context: Pick<AnswerContext, 'language'>;
  /** The configured options. */
  policies: TurnTaking;
  /** Aborted when the session ends. */
  closed: AbortSignal;
  /** Connects to the providers of the next turn. */
  prewarm(): void;
  /** Tells the client why a change was not made. */
  refuse(error: string): void;
  log(error: Error): void;
}

/** The settings that a client changes during its session. What the current turn uses changes when it is over. */
export class SessionChanges {
  /** The next turn needs another recogniser or language. */
  #sttChanged = false;
  /** The sample rate of the next answer's audio. */
  nextOutputHz: number;

  constructor(
    private readonly deps: SessionChangesDeps,
    private currentOutputHz: number,
  ) {
    this.nextOutputHz = currentOutputHz;
  }

  /** The sample rate of the current answer's audio. */
  get outputHz(): number {
    return this.currentOutputHz;
  }

  update(data: ClientCommands['update_config']): void {
    const { conversation, speechInput, context, policies } = this.deps;
    const { mode, language, voice } = data;
    if (mode && mode !== conversation.mode) {
      conversation.dispatch({ type: 'mode_changed', mode });
      speechInput.modeChanged();
    }
    if (language) context.language = language;
    this.#sttChanged ||= Boolean(language);
    // The voice of the previous TTS provider does not exist in the new one, unless the change names a voice.
    const staleVoice = voice ? undefined : conversation.voiceId;
    if (voice) conversation.voiceId = voice;
    conversation.dispatch({ type: 'settings_changed', settings: chosenTurnTaking(data, policies) });
    for (const stage of ['stt', 'llm', 'tts'] as const) {
      const change = data[stage];
      if (change) void this.#changeProvider(stage, change, staleVoice);
    }
  }

  /** Makes the changes take effect and releases replaced providers. Call it between turns. */
  apply(): void {
    this.currentOutputHz = this.nextOutputHz;
    if (this.#sttChanged) {
      this.#sttChanged = false;
      this.deps.speechInput.reconnect();
    }
    this.deps.providers.releaseRetired();
  }

  async #changeProvider(
    stage: ChoosableStage,
    change: ProviderChange,
    staleVoice: string | undefined,
  ): Promise<void> {
    const { conversation, providers, closed, prewarm, refuse, log } = this.deps;
    const { name } = providers.tts;
    try {
      await providers.change(stage, change);
    } catch (error) {
      if (!(error instanceof ChoiceError)) log(error as Error);
      return refuse(error instanceof ChoiceError ? error.message : NOT_CHANGED);
    }
    if (closed.aborted) return;
    this.#sttChanged ||= stage === 'stt';
    const isStale = providers.tts.name !== name && conversation.voiceId === staleVoice;
    if (isStale) conversation.voiceId = undefined;
    prewarm();
    // Makes it take effect at once between turns.
    conversation.dispatch({ type: 'settings_changed', settings: {} });
  }
}
