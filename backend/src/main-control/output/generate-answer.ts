/** The text of one answer: from the answerer if it is certain, otherwise from the language model. */
import { failedOver } from '../../common/telemetry/channels.js';
import { NO_MODEL_NAME, type ChatMessage, type LlmContext } from '../../llm/llm.port.js';
import { asProviderError } from '../../provider-kit/errors/provider-error.js';
import type {
  ActionAnswer,
  ActionOutcome,
  Answer,
  Answerer,
  Dictate,
  Question,
  ReadSentence,
} from '../../skills/answerer.port.js';
import type { ReadingSession } from '../../skills/reading/reading-session.js';
import type { ReadTexts } from '../../skills/sources/read-texts.js';
import type { SpeakingRates } from '../../tts/speaking-rate.js';
import { actionTools, type ActionTools } from './action-tools.js';
import { limitAnswer } from './answer-limit.js';
import type { AnswerPart } from './answer-part.js';
import { withSource } from './answer-source.js';
import { withInstructions } from './instructions.js';
import { withPage } from './page-prompt.js';
import { rememberTexts } from './remember-texts.js';
import { saidOfFailure } from './task/said-of-failure.js';
import { answerWithTools, type ToolLoop } from './tool-loop.js';

/** The session that answers are given in. */
export interface AnswerContext extends LlmContext, Pick<Question, 'user' | 'now'> {
  /** Sends the client a command about the call. Undefined for clients that have no such control. */
  controlCall?: ((name: 'mute' | 'hang_up', turnId: number) => void) | undefined;
  /** Whether the audio of the call is kept. */
  isRecorded?(): boolean;
  /** Whether the client plays earcons. */
  playsEarcons?: boolean | undefined;
  /** The names of what is visible on the page. */
  pagePhrases?: readonly string[];
  /** Nothing is heard from now on but "wake up". */
  sleep?(): void;
  /** What the user says from now on is text for the field that has the focus. Undefined for clients that write none. */
  dictate?: Dictate | undefined;
  /** What is read aloud in the session. */
  reading: ReadingSession;
  /** The texts that answers may come from. */
  readTexts: ReadTexts;
}

export interface AnswerRequest extends ToolLoop, Pick<ActionTools, 'onActionCall' | 'onActionCallDone'> {
  answerer: Answerer;
  /** Whether the answerer is asked before the model. Without a model it is asked anyway. */
  answererFirst: boolean;
  context: AnswerContext;
  /** The speeds of the voice; undefined if it has one speed. */
  speakingRates?: SpeakingRates | undefined;
  /** The most characters of a model's answer. */
  maxAnswerChars: number;
  /** What to do in place of an answer to the last message. */
  action?: ((question: Omit<Question, 'hasModel'>) => ActionAnswer) | undefined;
  /** The last message is a command about the page that may have been another one. */
  isDoubtful?: boolean | undefined;
  /** An action of the answerer has run. @param text its result in words */
  onAction?(text: string): void;
}

/**
 * Streams an answer. An uncertain answer of the answerer is the fallback, with a warning, for a model that fails
 * before its first text and before its first tool call runs.
 * @throws ProviderError
 */
export function generateAnswer(request: AnswerRequest): AsyncGenerator<AnswerPart> {
  const { page, readTexts } = request.context;
  let hasRead = false;
  const texts: Pick<ReadTexts, 'add'> = {
    add(text) {
      hasRead = true;
      readTexts.add(text);
    },
  };
  for (const text of [page?.selection, page?.text])
    if (page && text) texts.add({ title: page.title, text, tab: null });
  const tools = rememberTexts(request.tools, texts);
  return withSource(partsOf({ ...request, tools }), request, () => hasRead);
}

async function* partsOf(request: AnswerRequest): AsyncGenerator<AnswerPart> {
  const { llm, answerer, answererFirst, signal, warn } = request;
  const question = questionOf(request);
  if (signal.aborted) return;
  if (request.action) return yield* carryOut(request.action(question), request);
  const isAskedFirst = answererFirst && !llm.neverHasModel;
  const early = isAskedFirst ? await answerer.answer({ ...question, hasModel: true }) : undefined;
  if (early?.certain) return yield* carryOut(early, request);

  let begun = false;
  let text = '';
  let acted = false;
  const onCalls = () => {
    begun = true;
    acted = true;
  };
  try {
    for await (const event of askModel(request, onCalls)) {
      if (event.type === 'no_model') {
        const answer = await answerer.answer({ ...question, hasModel: false });
        if (answer) yield* carryOut(answer, request);
        return;
      }
      begun ||= event.type === 'text';
      if (event.type === 'text') text += event.text;
      yield event;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (begun || !early) {
      const said = saidOfFailure(error, { text, acted });
      if (said !== '') yield { type: 'text', text: said };
      throw error;
    }
    failedOver.publish(() => ({ stage: 'llm', from: llm.name, to: NO_MODEL_NAME }));
    warn?.(asProviderError('llm', llm.name, error));
    yield* carryOut(early, request);
  }
}

function askModel(request: AnswerRequest, onBegun: () => void) {
  const { llm, messages, context, tools, fence, answererFirst, maxAnswerChars, onToolCalls } = request;
  const { page, timeZone } = context;
  const situation = {
    tools: tools.list(),
    page,
    fence,
    skillsFirst: answererFirst,
    isRecorded: context.isRecorded?.() ?? false,
    isDoubtful: request.isDoubtful ?? false,
    now: context.now(),
    timeZone,
  };
  const answer = answerWithTools({
    ...request,
    messages: withInstructions(withPage(messages, page, fence), situation),
    onToolCalls: (calls) => {
      onBegun();
      onToolCalls?.(calls);
    },
  });
  return limitAnswer(answer, maxAnswerChars, llm.name);
}

/** The user's last words, and the conversation before them as text. */
function questionOf(request: AnswerRequest): Omit<Question, 'hasModel'> {
  const { messages, context, tools, speakingRates, turnId } = request;
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const asked = messages[last];
  const { controlCall } = context;
  return {
    sentence: asked?.content ?? '',
    isTyped: asked?.role === 'user' && asked.isTyped === true,
    history: messages.slice(0, Math.max(last, 0)).filter(isSaid),
    user: context.user,
    now: () => context.now(),
    timeZone: context.timeZone,
    hasTools: tools.list().length > 0,
    session: context,
    reading: context.reading,
    readTexts: context.readTexts,
    isDoubtful: request.isDoubtful ?? false,
    tools: actionTools(request),
    pagePhrases: context.pagePhrases ?? [],
    sharesPage: context.page !== undefined,
    isRecorded: context.isRecorded?.() ?? false,
    speakingRates,
    call: controlCall && {
      mute: () => controlCall('mute', turnId),
      hangUp: () => controlCall('hang_up', turnId),
    },
    sleep: () => context.sleep?.(),
    dictate: context.dictate,
  };
}

const isSaid = (message: ChatMessage): boolean =>
  message.role === 'user' || (message.role === 'assistant' && !message.toolCalls);

/** Streams an answer. An action waits until the turn is certain. */
async function* carryOut(answer: Answer, request: AnswerRequest): AsyncGenerator<AnswerPart> {
  const { confirmed, signal, onAction, answeredBy } = request;
  answeredBy?.({ name: NO_MODEL_NAME });
  if (answer.kind === 'spoken') return yield* sentences(answer.text, signal);
  await confirmed;
  if (signal.aborted) return;
  const result = await answer.run();
  if (typeof result === 'string') {
    onAction?.(result);
    yield* sentences(result, signal);
  } else if ('note' in result) {
    onAction?.(result.note);
    yield* tell(result, request);
  } else {
    for await (const piece of result) {
      if (signal.aborted) return;
      yield typeof piece === 'string' ? { type: 'text', text: piece } : readPart(piece);
    }
  }
}

/** What is visible needs no words where a sound can say it; what was not done is always said. */
async function* tell({ sound, note }: ActionOutcome, request: AnswerRequest): AsyncGenerator<AnswerPart> {
  const { context, signal } = request;
  if (signal.aborted) return;
  if (context.playsEarcons) yield { type: 'earcon', sound };
  if (!context.playsEarcons || sound === 'not_done') yield* sentences(note, signal);
}

const readPart = ({ text, ...read }: ReadSentence): AnswerPart => ({ type: 'text', text, read });

async function* sentences(text: string, signal: AbortSignal): AsyncGenerator<AnswerPart> {
  for (const sentence of text.split(/(?<=[.?!] )/)) {
    if (signal.aborted) return;
    yield { type: 'text', text: sentence };
  }
}
