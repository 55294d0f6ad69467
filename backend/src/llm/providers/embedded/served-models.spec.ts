import { describe, expect, it } from 'vitest';
import { firstChatModel, type AskServer } from './served-models.js';

const list = (...ids: string[]) => ({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });

/** A server that says nothing besides its list. */
const silent: AskServer = async () => undefined;

/** Ollama's answer for each model. */
const ollama =
  (capabilities: Record<string, string[]>): AskServer =>
  async (path, body) =>
    path === '/api/show' ? { capabilities: capabilities[(body as { model: string }).model] } : undefined;

const lmStudio =
  (types: Record<string, string>): AskServer =>
  async (path) =>
    path === '/api/v0/models'
      ? { data: Object.entries(types).map(([id, type]) => ({ id, type, state: 'not-loaded' })) }
      : undefined;

describe(firstChatModel.name, () => {
  it.each([
    [['text-embedding-3-small', 'mxbai-embed-large', 'bge-m3:latest', 'qwen3:4b'], 'qwen3:4b'],
    [['paraphrase-multilingual', 'llama3.2:1b'], 'llama3.2:1b'],
    [['whisper-1', 'tts-1', 'gpt-5'], 'gpt-5'],
    [['all-minilm'], undefined],
    [['gpt-oss:120b-cloud', 'gemma4:cloud', 'llama3.2:1b'], 'llama3.2:1b'],
    [['gpt-oss:120b-cloud'], undefined],
    [[], undefined],
  ])('of %j is %s, by the names', async (ids, model) => {
    expect(await firstChatModel(list(...ids), silent)).toBe(model);
  });

  it.each<[string, object, AskServer, string | undefined]>([
    [
      'Ollama',
      list('my-vectors:latest', 'my-tune:latest'),
      ollama({ 'my-vectors:latest': ['embedding'], 'my-tune:latest': ['completion', 'tools'] }),
      'my-tune:latest',
    ],
    ['Ollama, of embeddings only', list('my-vectors'), ollama({ 'my-vectors': ['embedding'] }), undefined],
    ['an Ollama that is too old to say it', list('my-tune'), ollama({}), 'my-tune'],
    [
      'LM Studio',
      list('nameless', 'seer', 'talker'),
      lmStudio({ nameless: 'embeddings', seer: 'vlm', talker: 'llm' }),
      'seer',
    ],
    [
      'llama.cpp',
      {
        ...list('/models/vectors.gguf', 'm'),
        models: [
          { name: '/models/vectors.gguf', capabilities: ['embedding'] },
          { name: 'm', capabilities: ['completion'] },
        ],
      },
      silent,
      'm',
    ],
    [
      'something odd',
      list('m'),
      async () => ({ data: [null, { id: 5, type: 'x' }], capabilities: 'no' }),
      'm',
    ],
  ])('believes %s', async (_server, answer, ask, model) => {
    expect(await firstChatModel(answer, ask)).toBe(model);
  });

  it('asks about a few models only', async () => {
    let asked = 0;
    const ask: AskServer = async (path) => {
      if (path === '/api/show') asked++;
      return { capabilities: ['embedding'] };
    };
    await firstChatModel(list(...Array.from({ length: 100 }, (_, i) => `m${i}`)), ask);
    expect(asked).toBe(8);
  });
});
