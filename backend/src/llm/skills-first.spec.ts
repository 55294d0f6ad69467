import { describe, expect, it, vi } from 'vitest';
import { providerProblem } from '../provider-kit/errors/provider-problem.js';
import { ScriptedLlm, sayingLlm } from '../../../testing/scripted-providers.js';
import type { LlmEvent } from './llm.port.js';
import { SkillsLlm } from './providers/skills/skills.js';
import { SkillsFirstLlm } from './skills-first.js';
import { collect, llmRequest, textOf } from '../../../testing/contracts/llm/llm-request.js';
import { describeOfflineLlmContract } from '../../../testing/contracts/llm/offline-llm-contract.js';

const OVERLOADED = providerProblem(
  { stage: 'llm', provider: 'scripted', label: 'Scripted' },
  'vendor_failure',
);

/** Fails after these events. */
const failing = (...events: LlmEvent[]) =>
  new ScriptedLlm(async function* () {
    yield* events;
    throw OVERLOADED;
  });

describeOfflineLlmContract('skills first', () => new SkillsFirstLlm(new SkillsLlm()));

describe(SkillsFirstLlm.name, () => {
  it.each([
    ['what is 23 times 17', '23 times 17 is 391.'],
    ['what time is it', "It's 9:05 AM."],
    ['stop talking', 'Okay.'],
  ])('has the skills answer "%s"', async (said, answer) => {
    const model = sayingLlm('I am not sure.');
    expect(await textOf(new SkillsFirstLlm(model).stream(llmRequest(said)))).toBe(answer);
    expect(model.requests).toEqual([]);
  });

  it('sets a timer, once', async () => {
    const model = sayingLlm('I cannot do that.');
    const request = llmRequest('set a timer for five minutes');
    await collect(new SkillsFirstLlm(model).stream(request));
    expect(request.context.timers.list().map((timer) => timer.durationMs)).toEqual([300_000]);
    expect(model.requests).toEqual([]);
    request.context.timers.cancelAll();
  });

  it.each(['hello', 'summarize this page', 'why is the sky blue'])(
    'leaves "%s" to the model',
    async (said) => {
      expect(await textOf(new SkillsFirstLlm(sayingLlm('Well.')).stream(llmRequest(said)))).toBe('Well.');
    },
  );

  it('has the model go on after a tool', async () => {
    const messages = [
      { role: 'user' as const, content: 'what time is it' },
      { role: 'assistant' as const, content: '', toolCalls: [{ id: 'a', name: 'clock', arguments: '{}' }] },
      { role: 'tool' as const, toolCallId: 'a', content: 'noon' },
    ];
    const sut = new SkillsFirstLlm(sayingLlm('It is noon.'));
    expect(await textOf(sut.stream(llmRequest('', { messages })))).toBe('It is noon.');
  });

  it('stands in where the model fails before it said anything, and warns', async () => {
    const warn = vi.fn();
    const sut = new SkillsFirstLlm(failing({ type: 'reasoning', text: 'Hm.' }));
    expect(await textOf(sut.stream(llmRequest('hello', { warn })))).toBe('Hello. What can I do for you?');
    expect(warn).toHaveBeenCalledExactlyOnceWith(OVERLOADED);
  });

  it('passes the failure on where no skill can stand in', async () => {
    const warn = vi.fn();
    const stream = new SkillsFirstLlm(failing()).stream(llmRequest('why is the sky blue', { warn }));
    await expect(collect(stream)).rejects.toBe(OVERLOADED);
    expect(warn).not.toHaveBeenCalled();
  });

  it('does not mix the skills into an answer that had begun', async () => {
    const sut = new SkillsFirstLlm(failing({ type: 'text', text: 'Hel' }));
    await expect(collect(sut.stream(llmRequest('hello')))).rejects.toBe(OVERLOADED);
  });

  it('says nothing once aborted', async () => {
    const model = sayingLlm('Well.');
    const request = llmRequest('hello', { signal: AbortSignal.abort() });
    expect(await collect(new SkillsFirstLlm(model).stream(request))).toEqual([]);
    expect(model.requests).toEqual([]);
  });

  it('connects and is released as the model is', async () => {
    const model = Object.assign(sayingLlm(), { connect: vi.fn(), onModuleDestroy: vi.fn() });
    const sut = new SkillsFirstLlm(model);
    const { signal } = new AbortController();
    await sut.connect(signal);
    await sut.onModuleDestroy();
    expect(sut.name).toBe('scripted');
    expect(model.connect).toHaveBeenCalledWith(signal);
    expect(model.onModuleDestroy).toHaveBeenCalledOnce();
  });
});
