/** What compose.yaml, the Dockerfile and the files in deploy/ promise to each other and to the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../backend/src/config/load-config.js';
import { REGISTRIES } from '../backend/src/config/registries.js';
import { keyNames } from '../backend/src/provider-kit/api-key.js';
import { METRICS, TURN_STAGES } from '../backend/src/telemetry/metrics/metric-names.js';
import { dashboardQueries } from './image/lint.ts';
import { ROOT } from './project.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  image: string;
  profiles?: string[];
  ports?: string[];
  environment?: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  logging?: { options: Record<string, string> };
}

const text = read('compose.yaml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

describe('compose.yaml', () => {
  it.each(Object.entries(services))('hardens %s, and bounds its log', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      logging: { options: { 'max-size': '10m', 'max-file': '3' } },
    });
  });

  it('starts the backend alone unless a profile asks for more, each image in one version', () => {
    const always = Object.keys(services).filter((name) => !services[name]!.profiles);
    expect(always).toEqual(['earshot']);
    for (const { image } of Object.values(services)) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
    expect(services.earshot!.image).toBe(`earshot:${version()}`);
  });

  it('opens no port to other computers but those of Caddy', () => {
    const open = Object.entries(services).filter(([, { ports = [] }]) =>
      ports.some((port) => !port.startsWith('127.0.0.1:')),
    );
    expect(open.map(([name]) => name)).toEqual(['caddy']);
  });

  it('passes on the key of each vendor', async () => {
    const definitions = await Promise.all(
      Object.values(REGISTRIES).flatMap((registry) => Object.values(registry).map((load) => load())),
    );
    const keys = definitions.flatMap(keyNames);
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) expect(services.earshot!.environment).toHaveProperty(key, `\${${key}:-}`);
  });

  it('is explained in docs/docker.md with all its variables', () => {
    const variables = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
    const docs = read('docs/docker.md');
    expect([...variables].filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('deploy/earshot.config.json', () => {
  const load = (env: Record<string, string>) =>
    loadConfig({ ...env, EARSHOT_CONFIG: join(ROOT, 'deploy/earshot.config.json') }, ROOT);

  it('changes nothing by itself', async () => {
    const { allowedHosts, stt, llm, tts } = await load({});
    expect(allowedHosts).toEqual(['localhost']);
    expect([stt, llm, tts].map(({ provider }) => provider)).toEqual(['embedded', 'embedded', 'embedded']);
  });

  it('answers at the name of the site', async () => {
    expect((await load({ EARSHOT_SITE: 'voice.example.com' })).allowedHosts).toEqual(['voice.example.com']);
  });

  it('uses the container of Ollama in its profile, or another server', async () => {
    const ask = async (env: Record<string, string>) =>
      (await load({ EARSHOT_PROFILE: 'ollama', ...env })).llm;
    expect(await ask({})).toMatchObject({
      provider: 'openai',
      options: { baseURL: 'http://ollama:11434/v1' },
      fallbacks: [{ provider: 'embedded' }],
    });
    const other = { EARSHOT_OLLAMA: 'http://host.docker.internal:11434/v1', EARSHOT_MODEL: 'gemma3:4b' };
    expect((await ask(other)).options).toEqual({ baseURL: other.EARSHOT_OLLAMA, model: other.EARSHOT_MODEL });
  });
});

describe('the metrics', () => {
  it('are scraped where the backend serves them', () => {
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    const targets = jobs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
    const { EARSHOT_METRICS_PORT: port, EARSHOT_METRICS_HOST: host } = services.earshot!.environment!;
    expect(targets).toEqual([`earshot:${port}`]);
    expect(host).toBe('0.0.0.0');
  });

  it('of the dashboard exist, with their labels, and none is missing', () => {
    const shown = dashboardQueries().map((query) => {
      const [name = ''] = /earshot_[a-z_]+?(?=_bucket|\b)/.exec(query) ?? [];
      const labels = [...query.matchAll(/by \(([^)]*)\)|\{(\w+)/g)].flatMap(([, by = '', filter = '']) =>
        [...by.split(', '), filter].filter((label) => label !== '' && label !== 'le'),
      );
      expect(METRICS[name as keyof typeof METRICS], query).toEqual(expect.arrayContaining(labels));
      return name;
    });
    expect(new Set(shown)).toEqual(new Set(Object.keys(METRICS)));
  });

  it('are asked for stages that exist', () => {
    const stages = dashboardQueries().flatMap((query) =>
      [...query.matchAll(/stage!?="(\w+)"/g)].map(([, stage]) => stage),
    );
    expect(new Set(stages)).toEqual(new Set(TURN_STAGES));
  });
});

describe('Dockerfile', () => {
  it('labels the image with the version of package.json', () => {
    expect(read('Dockerfile')).toContain(`org.opencontainers.image.version="${version()}"`);
  });
});

const version = (): string => (JSON.parse(read('package.json')) as { version: string }).version;
