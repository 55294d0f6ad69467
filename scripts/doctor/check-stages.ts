import { STAGE_NAMES } from '../../backend/src/provider-kit/errors/provider-error.ts';
import { describeForLog, rememberSecret } from '../../backend/src/common/log/redact.ts';
import { ProviderError } from '../../backend/src/provider-kit/errors/provider-error.ts';
import type { EarshotConfig } from '../../backend/src/config/config.dto.ts';
import { STAGES } from '../../backend/src/config/profiles.ts';
import { isLoopback } from '../../backend/src/llm/providers/embedded/loopback-probe.ts';
import {
  createProvider,
  findDefinition,
  readOptions,
} from '../../backend/src/provider-kit/create-provider.ts';
import type { ProviderRegistry } from '../../backend/src/provider-kit/provider-definition.ts';
import { REGISTRIES } from '../../backend/src/config/registries.ts';
import { readinessProblem, type Choice } from '../../backend/src/provider-kit/leases/stage-providers.ts';
import { domainSentences } from '../../backend/src/skills/domain-sentences.ts';
import type { Finding } from './finding.ts';

type StageName = (typeof STAGES)[number];

/** What every provider can do. */
interface AnyProvider {
  readonly name: string;
  warmUp(): Promise<void>;
  connect?(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

interface Examined {
  choice: Choice;
  works: boolean;
  found: string;
  todo?: string;
}

/** The models of this computer are loaded within a few seconds. */
const LOAD_LIMIT_MS = 30_000;
const CONNECT_LIMIT_MS = 5_000;

/** A row for each provider and each fallback of each stage. */
export async function checkStages(config: EarshotConfig, online: boolean): Promise<Finding[]> {
  const stages = await Promise.all(STAGES.map((stage) => checkStage(stage, config, online)));
  return stages.flat();
}

async function checkStage(stage: StageName, config: EarshotConfig, online: boolean): Promise<Finding[]> {
  const settings = config[stage];
  const fallbacks = 'fallbacks' in settings ? settings.fallbacks : [];
  const examined = await Promise.all(
    [settings, ...fallbacks].map((choice) => examine(stage, choice, online)),
  );
  const works = examined.some((each) => each.works);
  return examined.map(({ choice, works: thisWorks, found, todo }, i) => ({
    verdict: thisWorks ? 'ok' : works ? 'poor' : 'bad',
    what: i === 0 ? STAGE_NAMES[stage] : '  or else',
    found: `${choice.provider}: ${found}`,
    ...(todo && { todo }),
  }));
}

async function examine(stage: StageName, choice: Choice, online: boolean): Promise<Examined> {
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
  // Nothing leaves this computer for a server that is on it.
  if (!local && !online && !onLoopback) {
    const key = apiKey ? 'key is there' : 'needs no key';
    return {
      choice,
      works: true,
      found: `${key}${baseURL ? `, at ${addressOf(baseURL)}` : ''} (try it: npm run doctor -- --online)`,
    };
  }
  const provider = await createProvider(registry, name, options, { sentences: domainSentences });
  try {
    if (local) await within(LOAD_LIMIT_MS, provider.warmUp());
    else await connect(provider);
    const who = provider.name === name ? '' : ` (${provider.name})`;
    const at = baseURL ? ` at ${addressOf(baseURL)}` : '';
    const reached = `reached${at}${apiKey ? ', and the key is not refused' : ''}`;
    return { choice, works: true, found: local ? `works${who}` : reached };
  } catch (error) {
    return {
      choice,
      works: false,
      found: local ? 'does not work' : 'could not be used',
      todo: sentence(error),
    };
  } finally {
    await within(LOAD_LIMIT_MS, Promise.resolve(provider.onModuleDestroy?.())).catch(() => undefined);
  }
}

async function connect(provider: AnyProvider): Promise<void> {
  const leave = new AbortController();
  try {
    await within(CONNECT_LIMIT_MS, Promise.resolve(provider.connect?.(leave.signal)));
  } finally {
    leave.abort();
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms / 1_000} seconds.`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const sentence = (error: unknown) => (error instanceof ProviderError ? error.message : describeForLog(error));

/** Without a name and a password that it may hold. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'another address';
}

/** Which of the keys that Earshot knows are in the environment; and that none of them is ever shown. */
export async function checkKeys(env: NodeJS.ProcessEnv): Promise<Finding> {
  const definitions = await Promise.all(
    Object.values(REGISTRIES).flatMap((registry) => Object.values(registry).map((load) => load())),
  );
  const names = [...new Set(definitions.flatMap(({ apiKeyEnv }) => apiKeyEnv ?? []))];
  const set = names.filter((name) => env[name]);
  set.forEach((name) => rememberSecret(env[name]));
  const unset = names.filter((name) => !set.includes(name));
  const found = [
    set.length > 0 ? `set: ${set.join(', ')}` : 'none set',
    ...(unset.length > 0 ? [`not set: ${unset.join(', ')}`] : []),
  ];
  return { verdict: 'ok', what: 'Keys', found: found.join('\n') };
}
