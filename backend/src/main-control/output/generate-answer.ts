/** The text of one answer: from the answerer if it is certain, otherwise from the language model. */
import { failedOver } from '../../common/telemetry/channels.js';
import { NO_MODEL_NAME, type ChatMessage, type LlmContext } from '../../llm/llm.port.js';
import { asProviderError } from '../../provider-kit/errors/provider-error.js';
import type { Answer, Answerer, Question } from '../../skills/answerer.port.js';
import type { SpeakingRates } from '../../tts/speaking-rate.js';
import { limitAnswer } from './answer-limit.js';
import { withInstructions } from './instructions.js';
import { withPage } from './page-prompt.js';
import { answerWithTools, type ToolLoop } from './tool-loop.js';

/** The session that answers are given in. */
export interface AnswerContext extends LlmContext, Pick<Question, 'user' | 'now'> {
  /** Sends the client a command about the call. Undefined for clients that have no such control. */
  controlCall?: ((name: 'mute' | 'hang_up', turnId: number) => void) | undefined;
  /** Whether the audio of the call is kept. */
  isRecorded?(): boolean;
}

export interface AnswerRequest extends ToolLoop {
  answerer: Answerer;
  /** Whether the answerer is asked before the model. Without a model it is asked anyway. */
  answererFirst: boolean;
  context: AnswerContext;
  /** The speeds of the voice; undefined if it has one speed. */
  speakingRates?: SpeakingRates | undefined;
  /** The most characters of a model's answer. */
  maxAnswerChars: number;
  /** An action of the answerer has run. @param text its result in words */
  onAction?(text: string): void;
}

export type AnswerPart = { type: 'text' | 'reasoning'; text: string };

/**
 * Streams an answer. An uncertain answer of the answerer is the fallback, with a warning, for a model that fails
 * before its first text and before its first tool call runs.
 * @throws ProviderError
 */
export async function* generateAnswer(request: AnswerRequest): AsyncGenerator<AnswerPart> {
  const { llm, answerer, answererFirst, signal, warn } = request;
  const question = questionOf(request);
  if (signal.aborted) return;
  const isAskedFirst = answererFirst && !llm.neverHasModel;
  const early = isAskedFirst ? await answerer.answer({ ...question, hasModel: true }) : undefined;
  if (early?.certain) return yield* carryOut(early, request);

  let begun = false;
  try {
    for await (const event of askModel(request, () => (begun = true))) {
      if (event.type === 'no_model') {
        const answer = await answerer.answer({ ...question, hasModel: false });
        if (answer) yield* carryOut(answer, request);
        return;
      }
      begun ||= event.type === 'text';
      yield event;
    }
  } catch (error) {
    if (begun || !early || signal.aborted) throw error;
    failedOver.publish(() => ({ stage: 'llm', from: llm.name, to: NO_MODEL_NAME }));
    warn?.(asProviderError('llm', llm.name, error));
    yield* carryOut(early, request);
  }
}

function askModel(request: AnswerRequest, onBegun: () => void) {
  const { llm, messages, context, tools, answererFirst, maxAnswerChars, onToolCalls } = request;
  const { page, timeZone } = context;
  const situation = {
    tools: tools.list(),
    page,
    skillsFirst: answererFirst,
    isRecorded: context.isRecorded?.() ?? false,
    now: context.now(),
    timeZone,
  };
  const answer = answerWithTools({
    ...request,
    messages: withInstructions(withPage(messages, page), situation),
    onToolCalls: (calls) => {
      onBegun();
      onToolCalls?.(calls);
    },
  });
  return limitAnswer(answer, maxAnswerChars, llm.name);
}

/** The user's last words, and the conversation before them as text. */
function questionOf({
  messages,
  context,
  tools,
  speakingRates,
  turnId,
}: AnswerRequest): Omit<Question, 'hasModel'> {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const { controlCall } = context;
  return {
    sentence: messages[last]?.content ?? '',
    history: messages.slice(0, Math.max(last, 0)).filter(isSaid),
    user: context.user,
    now: () => context.now(),
    timeZone: context.timeZone,
    hasTools: tools.list().length > 0,
    sharesPage: context.page !== undefined,
    isRecorded: context.isRecorded?.() ?? false,
    speakingRates,
    call: controlCall && {
      mute: () => controlCall('mute', turnId),
      hangUp: () => controlCall('hang_up', turnId),
    },
  };
}

const isSaid = (message: ChatMessage): boolean =>
  message.role === 'user' || (message.role === 'assistant' && !message.toolCalls);

/** Streams an answer sentence by sentence. An action waits until the turn is certain. */
async function* carryOut(
  answer: Answer,
  { confirmed, signal, onAction, answeredBy }: AnswerRequest,
): AsyncGenerator<AnswerPart> {
  answeredBy?.({ name: NO_MODEL_NAME });
  if (answer.kind === 'action') await confirmed;
  if (signal.aborted) return;
  const text = answer.kind === 'action' ? await answer.run() : answer.text;
  if (answer.kind === 'action') onAction?.(text);
  for (const sentence of text.split(/(?<=[.?!] )/)) {
    if (signal.aborted) return;
    yield { type: 'text', text: sentence };
  }
}
