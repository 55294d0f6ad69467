import { ownCommand } from '../../common/command-line.js';
import { within as limit } from '../../common/clock/within.js';
import { describeForLog, rememberSecret } from '../../common/log/redact.js';
import { ProviderError, STAGE_NAMES } from '../../provider-kit/errors/provider-error.js';
import type { EarshotConfig } from '../../config/config.dto.js';
import { STAGES } from '../../config/profiles.js';
import { isLoopback } from '../../llm/providers/embedded/loopback-probe.js';
import { keyNames } from '../../provider-kit/api-key.js';
import { createProvider, findDefinition, readOptions } from '../../provider-kit/create-provider.js';
import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import { REGISTRIES } from '../../config/registries.js';
import { readinessProblem } from '../../provider-kit/leases/configured-stage.js';
import type { Choice } from '../../provider-kit/leases/provider-pool.js';
import type { Answerer } from '../../skills/answerer.port.js';
import { domainSentences } from '../../skills/domain-sentences.js';
import { SkillAnswerer } from '../../skills/skill-answerer.js';
import type { Finding } from './report.js';

type StageName = (typeof STAGES)[number];

/** The methods that providers of all stages have. */
interface AnyProvider {
  readonly name: string;
  /** Of a language model. */
  readonly mayHaveNoModel?: boolean;
  warmUp(): Promise<void>;
  connect?(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

interface ExaminedProvider {
  choice: Choice;
  works: boolean;
  found: string;
  todo?: string;
  /** The skills may have to answer alone. */
  mayHaveNoModel?: boolean;
}

/** Embedded models load within a few seconds. */
const LOAD_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Checks each provider and each fallback of each stage. */
export async function checkStages(config: EarshotConfig, online: boolean): Promise<Finding[]> {
  const stages = await Promise.all(STAGES.map((stage) => checkStage(stage, config, online)));
  return stages.flat();
}

/** @param answerer is checked with the language model, if the config uses it */
export async function checkStage(
  stage: StageName,
  config: EarshotConfig,
  online: boolean,
  answerer: Pick<Answerer, 'warmUp'> = new SkillAnswerer(),
): Promise<Finding[]> {
  const settings = config[stage];
  const fallbacks = 'fallbacks' in settings ? settings.fallbacks : [];
  const examined = await Promise.all(
    [settings, ...fallbacks].map((choice) => examine(stage, choice, online)),
  );
  const works = examined.some((each) => each.works);
  const findings = examined.map(({ choice, works: thisWorks, found, todo }, i): Finding => ({
    verdict: thisWorks ? 'ok' : works ? 'poor' : 'bad',
    what: i === 0 ? STAGE_NAMES[stage] : '  fallback',
    found: `${choice.provider}: ${found}`,
    ...(todo && { todo }),
  }));
  const usesSkills =
    stage === 'llm' && (config.llm.skills || examined.some(({ mayHaveNoModel }) => mayHaveNoModel));
  return usesSkills ? [...findings, await checkSkills(answerer)] : findings;
}

async function checkSkills(answerer: Pick<Answerer, 'warmUp'>): Promise<Finding> {
  const what = 'Skills';
  try {
    await within(LOAD_TIMEOUT_MS, answerer.warmUp());
    return { verdict: 'ok', what, found: 'work' };
  } catch (error) {
    return {
      verdict: 'bad',
      what,
      found: `their data cannot be loaded: ${messageOf(error)}`,
      todo: 'install the packages again: npm ci',
    };
  }
}

async function examine(stage: StageName, choice: Choice, online: boolean): Promise<ExaminedProvider> {
  const { provider: name, options = {} } = choice;
  const registry = REGISTRIES[stage] as ProviderRegistry<AnyProvider>;
  const definition = await findDefinition(registry, name);
  const problem = readinessProblem(definition, options);
  if (problem) {
    return { choice, works: false, found: 'no key', todo: problem };
  }
  const { apiKey, baseURL } = readOptions(definition, options) as { apiKey?: string; baseURL?: string };
  const local = definition.apiKeyEnv === undefined && baseURL === undefined;
  const onLoopback = baseURL !== undefined && URL.canParse(baseURL) && isLoopback(new URL(baseURL).host);
  // A server on this computer is asked without --online, because nothing leaves the computer.
  if (!local && !online && !onLoopback) {
    const key = apiKey ? 'key is set' : 'needs no key';
    return {
      choice,
      works: true,
      found: `${key}${baseURL ? `, at ${addressOf(baseURL)}` : ''} (try it: ${ownCommand('doctor -- --online')})`,
    };
  }
  const provider = await createProvider(registry, name, options, { sentences: domainSentences });
  try {
    if (local) await within(LOAD_TIMEOUT_MS, provider.warmUp());
    else await connect(provider);
    const who = provider.name === name ? '' : ` (${provider.name})`;
    const at = baseURL ? ` at ${addressOf(baseURL)}` : '';
    const reached = `reached${at}${apiKey ? ', and the key is not refused' : ''}`;
    const { mayHaveNoModel } = provider;
    return { choice, works: true, found: local ? `works${who}` : reached, mayHaveNoModel };
  } catch (error) {
    return {
      choice,
      works: false,
      found: local ? 'does not work' : 'could not be used',
      todo: messageOf(error),
    };
  } finally {
    await within(LOAD_TIMEOUT_MS, Promise.resolve(provider.onModuleDestroy?.())).catch(() => undefined);
  }
}

async function connect(provider: AnyProvider): Promise<void> {
  const abort = new AbortController();
  try {
    await within(CONNECT_TIMEOUT_MS, Promise.resolve(provider.connect?.(abort.signal)));
  } finally {
    abort.abort();
  }
}

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  limit(ms, work, `No answer within ${ms / 1_000} seconds.`);

const messageOf = (error: unknown) =>
  error instanceof ProviderError ? error.message : describeForLog(error);

/** The host of a URL, without a user name or password. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'another address';
}

/** Lists which of the known API keys are set, and makes sure that none is ever shown. */
export async function checkKeys(env: NodeJS.ProcessEnv): Promise<Finding> {
  const definitions = await Promise.all(
    Object.values(REGISTRIES).flatMap((registry) => Object.values(registry).map((load) => load())),
  );
  const names = [...new Set(definitions.flatMap(keyNames))];
  const set = names.filter((name) => env[name]);
  set.forEach((name) => rememberSecret(env[name]));
  const unset = names.filter((name) => !set.includes(name));
  const found = [
    set.length > 0 ? `set: ${set.join(', ')}` : 'none set',
    ...(unset.length > 0 ? [`not set: ${unset.join(', ')}`] : []),
  ];
  return { verdict: 'ok', what: 'Keys', found: found.join('\n') };
}
