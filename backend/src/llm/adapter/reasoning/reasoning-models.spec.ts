import { expect, it } from 'vitest';
import { isReasoningModel } from './reasoning-models.js';

it.each<[string, boolean]>([
  ['deepseek-r1:8b', true],
  ['deepseek/deepseek-r1-distill-qwen-7b', true],
  ['qwq:32b', true],
  ['qwen3:4b', true],
  ['Qwen3-30B-A3B-Thinking-2507', true],
  ['mistralai/magistral-small-2509', true],
  ['zai-org/glm-4.6', true],
  ['gpt-oss:20b', true],
  ['phi4-mini-reasoning', true],
  ['nemotron-nano:9b', true],
  ['qwen3-coder:30b', false],
  ['Qwen3-4B-Instruct-2507', false],
  ['llama3.2:3b', false],
  ['gemma3:4b', false],
  ['mistral-small:24b', false],
  ['qwen2.5:7b', false],
])('thinks before it answers, by the name %s: %s', (name, expected) => {
  expect(isReasoningModel(name)).toBe(expected);
});
