import { APIError as AnthropicError } from '@anthropic-ai/sdk';
import { APIError as CartesiaError } from '@cartesia/cartesia-js';
import { DeepgramError } from '@deepgram/sdk';
import { ApiError as GoogleError } from '@google/genai';
import { ElevenLabsError } from 'elevenlabs';
import { APIError as OpenAiError } from 'openai';
import { describe, expect, it } from 'vitest';
import { httpError, refusesKey } from './http-error.js';
import { providerProblem, type ProblemKind, type Vendor } from './provider-problem.js';

const VENDOR: Vendor = { stage: 'llm', provider: 'acme', label: 'Acme' };

/** What each SDK throws for HTTP 400 with that body. */
const SDKS = {
  openai: (body: object) => OpenAiError.generate(400, body, undefined, new Headers()),
  anthropic: (body: object) => AnthropicError.generate(400, body, undefined, new Headers()),
  google: (body: object) => new GoogleError({ status: 400, message: JSON.stringify(body) }),
  deepgram: (body: object) => new DeepgramError({ statusCode: 400, body }),
  elevenlabs: (body: object) => new ElevenLabsError({ statusCode: 400, body }),
  cartesia: (body: object) => CartesiaError.generate(400, body, undefined, new Headers()),
};

const openai = (message: string, param: string | null = null, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param, code },
});
const anthropic = (message: string) => ({
  type: 'error',
  error: { type: 'invalid_request_error', message },
});
const google = (message: string, ...details: object[]) => ({
  error: { code: 400, message, status: 'INVALID_ARGUMENT', details },
});
const deepgram = (err_msg: string) => ({ err_code: 'Bad Request', err_msg, request_id: 'r' });
const elevenlabs = (status: string, message: string) => ({ detail: { status, message } });
const cartesia = (error_code: string, title: string, message: string) => ({
  error_code,
  title,
  message,
  request_id: 'r',
});

const pydantic = (field: string, msg: string) =>
  `[{'type': 'enum', 'loc': ('body', '${field}'), 'msg': "${msg}", 'input': 'x'}]`;

const WAIT = { 'Retry-After': '30' };
/** What each SDK that passes headers on throws for HTTP 429 with `Retry-After: 30`. */
const LIMITED = {
  openai: () => OpenAiError.generate(429, {}, undefined, new Headers(WAIT)),
  anthropic: () => AnthropicError.generate(429, {}, undefined, new Headers(WAIT)),
  cartesia: () => CartesiaError.generate(429, {}, undefined, new Headers(WAIT)),
  deepgram: () =>
    new DeepgramError({ statusCode: 429, rawResponse: { ...RAW_RESPONSE, headers: new Headers(WAIT) } }),
};
const RAW_RESPONSE = {
  redirected: false,
  status: 429,
  statusText: 'Too Many Requests',
  type: 'basic',
  url: 'https://acme.test',
} as const;

describe(httpError.name, () => {
  it.each(Object.entries(LIMITED))('reads from %s how long to wait', async (_sdk, error) => {
    expect(await httpError(VENDOR, error())).toMatchObject({
      retryAfterMs: 30_000,
      message:
        'The language model failed: Acme accepts no more requests at the moment. Try again in 30 seconds.',
    });
  });

  it.each<[keyof typeof SDKS, object]>([
    [
      'openai',
      openai(
        "Unsupported parameter: 'temperature' is not supported with this model.",
        'temperature',
        'unsupported_parameter',
      ),
    ],
    [
      'openai',
      openai(
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        'temperature',
        'unsupported_value',
      ),
    ],
    [
      'openai',
      openai(
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
        'messages',
        'context_length_exceeded',
      ),
    ],
    // Groq, Ollama.
    ['openai', openai('`reasoning_effort` is not supported with this model')],
    ['openai', openai('think value "low" is not supported for this model')],
    ['openai', openai('Tool calling for this model is not supported.')],
    ['openai', openai('Invalid model_kwargs: top_k')],
    ['openai', openai("error loading model: unknown model architecture: 'x'")],
    ['cartesia', { detail: [{ loc: ['body', 'voice', 'speed'], msg: 'Input should be at most 4' }] }],
    [
      'cartesia',
      { detail: [{ loc: ['body', 'input'], msg: 'Too long', input: 'does this model not exist' }] },
    ],
    ['openai', openai(pydantic('speed', 'Input should be greater than or equal to 0.25'))],
    ['anthropic', anthropic('adaptive thinking is not supported on this model')],
    ['anthropic', anthropic('temperature: range 0..1, this model')],
    ['google', google('Thinking level is not supported for this model.')],
    [
      'google',
      google('Invalid value for this model', {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: 'generation_config.temperature', description: 'Invalid.' }],
      }),
    ],
    ['deepgram', deepgram('Keyterms are not supported by the requested model.')],
    ['deepgram', deepgram('Unsupported audio format for this voice: invalid sample_rate.')],
    ['elevenlabs', elevenlabs('invalid_voice_settings', 'Invalid setting for stability received.')],
    ['elevenlabs', { detail: [{ loc: ['body', 'voice_settings', 'speed'], msg: 'Input is invalid' }] }],
    [
      'elevenlabs',
      elevenlabs('unsupported_language', "Model 'eleven_turbo_v2' does not support the language_code 'de'."),
    ],
    ['cartesia', cartesia('bad_request', 'Invalid speed', 'speed is not supported by this model.')],
  ])('reports a refused option of %s: %j', async (sdk, body) => {
    await expectKind(SDKS[sdk](body), 'request_refused');
  });

  it.each<[keyof typeof SDKS, object]>([
    [
      'openai',
      openai('The model `x` does not exist or you do not have access to it.', null, 'model_not_found'),
    ],
    ['openai', openai('invalid model ID')],
    ['openai', openai("Invalid value: 'x'. Supported values are: 'y'.", 'model', 'invalid_value')],
    // Groq, LM Studio, Ollama.
    [
      'openai',
      openai(
        'The model `x` has been decommissioned and is no longer supported.',
        null,
        'model_decommissioned',
      ),
    ],
    ['openai', openai('Invalid model identifier "x". Please specify a valid downloaded model.', 'model')],
    ['openai', openai('model "x:8b" not found, try pulling it first')],
    // vLLM, OpenRouter, GitHub Models, Azure.
    ['openai', openai('The model `deepseek-ai/DeepSeek-R1-Distill-Qwen-32B-Instruct-AWQ` does not exist.')],
    ['openai', openai('x/y is not a valid model ID')],
    ['openai', openai('Unavailable model: x', null, 'unavailable_model')],
    ['openai', openai('The chatCompletion operation does not work with the specified model, x.')],
    ['openai', openai("Invalid value for 'model'.")],
    ['openai', openai('model x is no longer available')],
    ['cartesia', { detail: [{ loc: ['body', 'model'], msg: 'Input should be a-1 or a-2' }] }],
    [
      'openai',
      openai('This is not a chat model and thus not supported in the v1/chat/completions endpoint.'),
    ],
    ['anthropic', anthropic('model: x is not available')],
    ['google', google('* GenerateContentRequest.model: unexpected model name format')],
    ['google', google('models/x is not found for API version v1beta')],
    ['deepgram', deepgram('Bad Request: No such model/language/tier combination found.')],
    ['elevenlabs', elevenlabs('model_not_found', "A model with model ID x does not exist or can't be used.")],
    ['cartesia', cartesia('model_not_found', 'Model not found', 'The model "x" was not found.')],
  ])('reports a missing model of %s: %j', async (sdk, body) => {
    await expectKind(SDKS[sdk](body), 'unknown_model');
  });

  it.each<[keyof typeof SDKS, object]>([
    ['openai', openai(pydantic('voice', "Input should be 'nova' or 'echo'"))],
    ['openai', openai("Invalid value: 'x'. Supported values are: 'nova'.", 'voice', 'invalid_value')],
    ['elevenlabs', elevenlabs('voice_not_found', 'A voice with the voice_id x was not found.')],
    ['elevenlabs', elevenlabs('voice_id_does_not_exist', 'A voice with that voice_id does not exist.')],
    ['cartesia', cartesia('voice_not_found', 'Voice not found', 'The voice was not found.')],
  ])('reports a missing voice of %s: %j', async (sdk, body) => {
    await expectKind(SDKS[sdk](body), 'unknown_voice');
  });

  it.each<[keyof typeof SDKS, object]>([
    ['openai', openai('Incorrect API key provided: x. You can obtain an API key from the console.')],
    ['openai', google('API key not valid. Please pass a valid API key.')],
    ['google', google('API key expired. Please renew the API key.')],
    ['google', google('Request had a problem.', { reason: 'API_KEY_INVALID' })],
  ])('reports a refused key of %s: %j', async (sdk, body) => {
    await expectKind(SDKS[sdk](body), 'key_refused');
  });

  it('reports a model that the key may not use', async () => {
    const message = 'Project `p` does not have access to model `x`';
    const error = { status: 403, error: { message, code: 'model_not_found' } };
    expect((await httpError(VENDOR, error, { model: 'x' })).message).toBe(
      providerProblem(VENDOR, 'unknown_model', { status: 403, model: 'x' }).message,
    );
  });

  it.each([
    [401, 'key_missing'],
    [403, 'request_refused'],
  ] as const)('makes %i without a key a problem: %s', async (status, kind) => {
    const error = await httpError(VENDOR, { status, message: 'Forbidden' }, { withoutKey: true });
    expect(error.message).toBe(providerProblem(VENDOR, kind, { status }).message);
  });

  it('reads JSON that is cut off', async () => {
    const body = '{"error":{"message":"Top-k is not supported with this model.","type":"invalid_request_er';
    await expectKind({ statusCode: 400, body }, 'request_refused');
  });

  async function expectKind(error: unknown, kind: ProblemKind): Promise<void> {
    const expected = providerProblem(VENDOR, kind, { status: 400 });
    expect((await httpError(VENDOR, error)).message).toBe(expected.message);
  }
});

describe(refusesKey.name, () => {
  const refused = providerProblem(VENDOR, 'key_refused');
  const other = providerProblem(VENDOR, 'request_refused');

  it.each([
    ['a wrong key', { status: 401, message: 'Incorrect API key provided.' }, refused, true],
    ['a key with few permissions', { status: 401, message: 'Missing scopes: model.read' }, refused, false],
    ['a wrong key at Google', { status: 400, message: 'API key not valid.' }, refused, true],
    ['a request about keys', { status: 400, message: 'No project for this API key.' }, other, false],
    ['a key that may not do this', { status: 403, message: 'Forbidden' }, refused, false],
    ['no answer', new TypeError('fetch failed'), providerProblem(VENDOR, 'unreachable'), false],
  ])('knows %s', async (_, error, mapped, refusesIt) => {
    expect(await refusesKey(error, mapped)).toBe(refusesIt);
  });
});
