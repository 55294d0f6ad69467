/** Looks at everything that Earshot, as it is configured, needs. */
import 'reflect-metadata';
import { ConfigError, configFileOf } from '../../backend/src/config/config-file.ts';
import { EarshotConfig } from '../../backend/src/config/config.dto.ts';
import { loadConfig } from '../../backend/src/config/load-config.ts';
import { checkBrowser, checkBuilds, checkLoopbackModels, checkPort } from './check-computer.ts';
import { checkLibraries } from './check-libraries.ts';
import { checkKeys, checkStages } from './check-stages.ts';
import { report, type Finding } from './finding.ts';

export interface DoctorOptions {
  env: NodeJS.ProcessEnv;
  /** Where the config file is looked for. */
  folder: string;
  /** Whether to ask vendors if they accept the keys. */
  online: boolean;
}

/** @returns the table, and whether Earshot can work */
export async function examine({
  env,
  folder,
  online,
}: DoctorOptions): Promise<{ text: string; works: boolean }> {
  const { config, finding } = await readConfig(env, folder);
  const { host, port } = config ?? new EarshotConfig();
  const findings = [
    finding,
    ...(
      await Promise.all([
        checkKeys(env),
        ...(config ? [checkStages(config, online), checkLibraries(config)] : []),
        checkLoopbackModels(),
        checkPort(host, port),
        checkBrowser(env),
        checkBuilds(),
      ])
    ).flat(),
  ];
  return { text: report(findings), works: findings.every(({ verdict }) => verdict !== 'bad') };
}

async function readConfig(
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<{ config?: EarshotConfig; finding: Finding }> {
  const what = 'Config';
  const file = configFileOf(env, folder);
  try {
    const config = await loadConfig(env, folder);
    return {
      config,
      finding: {
        verdict: 'ok',
        what,
        found: `${file ?? 'no file, all defaults'}, profile "${config.profile}"`,
      },
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      finding: {
        verdict: 'bad',
        what,
        found: error.message,
        todo: 'correct the file; editors know its schema',
      },
    };
  }
}
