import { describe, expect, it } from 'vitest';
import { BROWSER_TOOLS, CORE_TOOLS } from '../../tools/browser-tools.js';
import type { ToolDefinition } from '../../tools/tools.port.js';
import { isSmallModel, offeredTools } from './offered-tools.js';

const SMALL = [
  'llama3.2:3b',
  'llama3.2:1b-instruct-q4_K_M',
  'llama3.2',
  'llama3.2:latest',
  'meta-llama/Llama-3.2-3B-Instruct',
  'Llama-3.2-3B-Instruct-Q4_K_M.gguf',
  'llama2',
  'qwen3:4b',
  'qwen3:0.6b',
  'qwen3:1.7b-q8_0',
  'Qwen/Qwen3-4B-Instruct-2507',
  'qwen2.5:7b',
  'qwen2.5',
  'qwen2.5-coder:latest',
  'Qwen2.5-7B-Instruct-4bit',
  'gemma3:1b',
  'gemma3:270m',
  'gemma3',
  'gemma3n:e4b',
  'google/gemma-3-4b-it',
  'gemini-nano',
  'phi3',
  'phi3:mini',
  'phi-3-mini-128k-instruct',
  'phi3.5:latest',
  'phi-4-mini',
  'phi4-mini:3.8b',
  'microsoft/Phi-4-mini-instruct',
  'mistral',
  'mistral:7b-instruct',
  'mistralai/Mistral-7B-Instruct-v0.3',
  'ministral-3b-latest',
  'smollm2',
  'smollm2:360m',
  'HuggingFaceTB/SmolLM3-3B',
  'tinyllama',
  'granite4:micro',
  'granite3.3:2b',
  'deepseek-r1:1.5b',
  'DeepSeek-R1-Distill-Qwen-7B',
  'nemotron-mini',
  'lfm2-1.2b',
];

const LARGE = [
  'llama3.1:8b',
  'llama3.1',
  'llama3.2-vision:11b',
  'llama3.3',
  'llama-3.3-70b-versatile',
  'meta-llama/Llama-4-Scout-17B-16E-Instruct',
  'qwen3:8b',
  'qwen3',
  'qwen3:30b-a3b',
  'Qwen3-30B-A3B-Instruct-2507-4bit',
  'Qwen3-235B-A22B',
  'qwen2.5:14b',
  'gemma3:12b',
  'gemma2',
  'gemini-1.5-flash-8b',
  'phi4',
  'phi-4',
  'phi3:14b',
  'phi3:medium',
  'mixtral:8x7b',
  'mixtral',
  'mistral-nemo',
  'mistral-small3.2:24b',
  'mistral-large-latest',
  'gpt-oss:20b',
  'gpt-6-luna',
  'gpt-5-nano',
  'gpt-5.4-mini',
  'gpt-4o-mini',
  'o4-mini',
  'claude-haiku-4-5',
  'gemini-2.5-flash-lite',
  'deepseek-chat',
  'deepseek-r1',
  'kimi-k2',
  'grok-4',
  'my-model',
  'm',
  '',
];

describe(isSmallModel.name, () => {
  it.each(SMALL)('counts "%s" as a small model', (name) => expect(isSmallModel(name)).toBe(true));
  it.each(LARGE)('does not count "%s" as a small model', (name) => expect(isSmallModel(name)).toBe(false));
});

const tool = (name: string, more: Partial<ToolDefinition> = {}): ToolDefinition => ({
  ...{ name, description: '', parameters: {} },
  ...more,
});

describe(offeredTools.name, () => {
  const all = BROWSER_TOOLS.map((name) => tool(name));
  const namesOf = (...args: Parameters<typeof offeredTools>) => offeredTools(...args).map(({ name }) => name);

  it('offers a small model the core tools', () => {
    expect(namesOf(all, 'auto', 'llama3.2:3b')).toEqual([...CORE_TOOLS]);
    expect(CORE_TOOLS).toHaveLength(8);
  });

  it.each([undefined, 'gpt-6-luna', 'qwen3:8b'])('offers all tools to %s', (model) => {
    expect(offeredTools(all, 'auto', model)).toBe(all);
  });

  it('offers what the config says, whatever the model', () => {
    expect(namesOf(all, 'core', 'gpt-6-luna')).toEqual([...CORE_TOOLS]);
    expect(offeredTools(all, 'all', 'llama3.2:3b')).toBe(all);
  });

  it('offers a small model the tools of other clients, and none of servers', () => {
    const others = [
      tool('weather'),
      tool('hover'),
      tool('files', { source: 'mcp' }),
      tool('click', { source: 'mcp' }),
    ];
    expect(namesOf(others, 'core', undefined)).toEqual(['weather']);
  });
});
