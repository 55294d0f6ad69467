import { Injectable } from '@nestjs/common';
import { EarshotConfig, type GraphSettings } from '../config/config.dto.js';
import type { ConversationConfig } from '../config/dto/conversation.dto.js';
import { DEFAULT_GRAPH } from '../config/graphs.js';
import { LlmProviders } from '../llm/llm.module.js';
import { Llm } from '../llm/llm.port.js';
import type { ConfiguredStage, StageChoice, StandardLease } from '../provider-kit/leases/configured-stage.js';
import { Answerer } from '../skills/answerer.port.js';
import { SttProviders } from '../stt/stt.module.js';
import { Stt } from '../stt/stt.port.js';
import type { ToolSet } from '../tools/browser-tools.js';
import { TtsProviders } from '../tts/tts.module.js';
import { Tts } from '../tts/tts.port.js';
import { VadProviders } from '../vad/vad.module.js';
import { Vad } from '../vad/vad.port.js';
import type { ProviderChoosers, ProviderSet } from './session-providers.js';

/**
 * What the sessions of one gateway share. Each gateway has a graph of its own, also when the settings are those of another's:
 * sessions belong to it, and only the clients of that gateway can resume them.
 */
export interface Graph {
  /** Its name in the config. */
  readonly name: string;
  readonly providers: ProviderSet;
  readonly choosers: ProviderChoosers;
  readonly conversation: ConversationConfig;
  /** Whether the skills are asked before the language model. */
  readonly skills: boolean;
  /** Which tools the language model gets. */
  readonly toolSet: ToolSet;
}

/** A graph whose providers are kept for one gateway. */
export interface GraphLease {
  readonly graph: Graph;
  /** Loads what the first turn needs. @throws Error, for its user, if a stage has no provider that can start */
  warmUp(): Promise<void>;
  /** Closes the providers that no other gateway uses. End the graph's sessions before. Idempotent. */
  release(): Promise<void>;
}

/** A provider, or the answerer. */
interface Startable {
  warmUp(): Promise<void>;
}

/** The graphs of the config: its own, and those that it names. */
@Injectable()
export class Graphs {
  /** The graph of the main gateway. */
  readonly standard: Graph;
  /** What has loaded or loads what it needs: to load it again costs up to half a second. */
  readonly #warm = new WeakMap<Startable, Promise<void>>();

  constructor(
    private readonly config: EarshotConfig,
    vad: Vad,
    stt: Stt,
    llm: Llm,
    tts: Tts,
    private readonly vads: VadProviders,
    private readonly stts: SttProviders,
    private readonly llms: LlmProviders,
    private readonly ttss: TtsProviders,
    private readonly answerer: Answerer,
  ) {
    this.standard = {
      name: DEFAULT_GRAPH,
      providers: { vad, stt, llm, tts },
      choosers: { stt: stts, llm: llms, tts: ttss },
      conversation: config.conversation,
      skills: config.llm.skills,
      toolSet: config.llm.tools,
    };
  }

  get names(): string[] {
    return [DEFAULT_GRAPH, ...Object.keys(this.config.graphs)];
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** @param name one of `names` @throws Error, for its user, if a provider cannot be used */
  async acquire(name: string): Promise<GraphLease> {
    const settings: GraphSettings = name === DEFAULT_GRAPH ? this.config : this.config.graphs[name]!;
    const stages = {
      vad: this.vads.with(choiceOf(settings.vad)),
      stt: this.stts.with(choiceOf(settings.stt)),
      llm: this.llms.with(choiceOf(settings.llm)),
      tts: this.ttss.with(choiceOf(settings.tts)),
    };
    for (const stage of Object.values(stages)) {
      const problem = await stage.problem();
      if (problem) throw new Error(problem);
    }
    const leases: { release(): Promise<void> }[] = [];
    const release = async () => void (await Promise.all(leases.map((lease) => lease.release())));
    const lease = async <P extends object>(stage: ConfiguredStage<P>): Promise<StandardLease<P>> => {
      const leased = await stage.lease();
      leases.push(leased);
      return leased;
    };
    try {
      const vad = await lease(stages.vad);
      const stt = await lease(stages.stt);
      const llm = await lease(stages.llm);
      const tts = await lease(stages.tts);
      const graph: Graph = {
        name,
        providers: { vad: vad.provider, stt: stt.provider, llm: llm.provider, tts: tts.provider },
        choosers: stages,
        conversation: settings.conversation,
        skills: settings.llm.skills,
        toolSet: settings.llm.tools,
      };
      const warmUp = async () => {
        for (const { parts } of [vad, stt, llm, tts]) await this.#warmUpOne(parts);
        if (graph.skills || llm.provider.mayHaveNoModel) await this.#warmUp(this.answerer);
      };
      return { graph, warmUp, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** @throws the first error if none of them can start */
  async #warmUpOne(parts: readonly Startable[]): Promise<void> {
    const results = await Promise.allSettled(parts.map((part) => this.#warmUp(part)));
    const [first] = results;
    if (results.every(({ status }) => status === 'rejected') && first?.status === 'rejected')
      throw first.reason;
  }

  #warmUp(part: Startable): Promise<void> {
    const known = this.#warm.get(part);
    if (known) return known;
    const warm = part.warmUp();
    this.#warm.set(part, warm);
    warm.catch(() => this.#warm.delete(part));
    return warm;
  }
}

const choiceOf = ({ provider, options, fallbacks }: StageChoice): StageChoice => ({
  provider,
  ...(options && { options }),
  ...(fallbacks && { fallbacks }),
});
