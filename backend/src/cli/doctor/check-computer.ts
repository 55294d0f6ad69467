/** Checks of this computer: a browser, the builds, local language models. */
import { findLoopbackServer, LOOPBACK_ADDRESSES } from '../../llm/providers/embedded/loopback-probe.js';
import { nameOfProxy, proxyFor, PROXY_VARIABLES } from '../../provider-kit/http/proxy.js';
import { BACKEND_BUILD, newerSources } from '../build-state.js';
import { findBrowser } from '../find-browser.js';
import { projectRoot } from '../../common/files/project-root.js';
import type { Finding } from './report.js';

export function checkBrowser(env: NodeJS.ProcessEnv): Finding {
  const browser = findBrowser(env);
  if (browser) return { verdict: 'ok', what: 'Browser', found: browser };
  return {
    verdict: 'poor',
    what: 'Browser',
    found: 'no Chrome, Edge or Chromium',
    todo: 'install one; on Debian: apt-get install chromium. If it is elsewhere, set CHROMIUM to its path',
  };
}

const BUILDS = {
  'Backend build': BACKEND_BUILD,
  'Extension build': {
    result: 'dist/extension/chrome-mv3/manifest.json',
    sources: ['extension/**/*.{ts,svelte,css,html,json,svg}', 'libs/*/src/**/*.ts', 'wxt.config.ts'],
  },
};

/** Checks that both builds exist and are not older than their sources. */
export function checkBuilds(root = projectRoot()): Finding[] {
  return Object.entries(BUILDS).map(([what, build]) => {
    const todo = 'run npm start or npm run build';
    const newer = newerSources(root, build);
    if (newer === 'not built') return { verdict: 'poor', what, found: 'not built yet', todo };
    if (newer.length === 0) return { verdict: 'ok', what, found: build.result };
    return {
      verdict: 'poor',
      what,
      found: `older than ${newer[0]}${newer.length > 1 ? ' and others' : ''}`,
      todo,
    };
  });
}

export async function checkLoopbackModels(): Promise<Finding> {
  const server = await findLoopbackServer();
  const what = 'Local language models';
  if (server) return { verdict: 'ok', what, found: `${server.model} at ${new URL(server.baseUrl).host}` };
  return {
    verdict: 'ok',
    what,
    found: `none (checked ${LOOPBACK_ADDRESSES.join(', ')})\nfor open conversation, start Ollama, LM Studio or the llama.cpp server`,
  };
}

/** Reports the proxy of the vendors, and variables that name none. */
export function checkProxy(env: NodeJS.ProcessEnv): Finding {
  const what = 'Proxy';
  const valueOf = (name: string) => env[name.toLowerCase()] || env[name];
  const invalid = PROXY_VARIABLES.filter((name) => valueOf(name) && !isProxy(valueOf(name)!));
  if (invalid.length > 0) {
    return {
      verdict: 'poor',
      what,
      found: `${invalid.join(', ')} names no proxy`,
      todo: 'set it to an address such as http://proxy.example.com:3128',
    };
  }
  const proxy = proxyFor('https://vendor.invalid');
  if (!proxy) return { verdict: 'ok', what, found: 'none' };
  const without = valueOf('NO_PROXY');
  return {
    verdict: 'ok',
    what,
    found: `${nameOfProxy(proxy)}${without ? `, but not for ${without}` : ''}, nor for this computer`,
  };
}

function isProxy(value: string): boolean {
  const address = value.includes('://') ? value : `http://${value}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
