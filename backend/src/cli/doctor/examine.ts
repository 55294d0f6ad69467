import 'reflect-metadata';
import { ConfigError, configFileOf } from '../../config/file/config-file.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { loadConfig } from '../../config/load-config.js';
import { systemClock } from '../../common/clock/clock.js';
import { checkCertificate } from './check-certificate.js';
import { checkAccess } from './check-access.js';
import { checkBrowser, checkBuilds, checkLoopbackModels, checkProxy } from './check-computer.js';
import { checkDataFolder, checkRecording } from './check-data-folder.js';
import { checkLibraries } from './check-libraries.js';
import { checkMetrics, checkPort } from './check-port.js';
import { checkKeys, checkStages } from './check-stages.js';
import { checkWeather } from './check-weather.js';
import { report, type Finding } from './report.js';

export interface DoctorOptions {
  env: NodeJS.ProcessEnv;
  /** Folder of the config file. */
  folder: string;
  /** Whether to ask the vendors if they accept the keys. */
  online: boolean;
}

/** Checks everything that Earshot needs as configured. @returns the report, and whether Earshot can work */
export async function examine({
  env,
  folder,
  online,
}: DoctorOptions): Promise<{ text: string; works: boolean }> {
  const { config, finding } = await readConfig(env, folder);
  const findings = [
    finding,
    ...(
      await Promise.all([
        checkKeys(env),
        ...(config ? [checkStages(config, online), checkLibraries(config)] : []),
        checkPort(config ?? new EarshotConfig()),
        ...(config ? [checkMetrics(config)] : []),
        ...(config ? [checkCertificate(config, systemClock.wallTimeMs())] : []),
        checkProxy(env),
        // An image has neither, and Ollama runs in a container of its own.
        ...(env.EARSHOT_CONTAINER ? [] : [checkLoopbackModels(), checkBrowser(env), checkBuilds()]),
        ...(config ? [checkAccess(config, env, folder), checkWeather(config)] : []),
        ...(config?.dataFolder ? [checkDataFolder(config.dataFolder)] : []),
        ...(config ? [checkRecording(config)] : []),
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
        todo: 'correct the file; editors check it against earshot.config.schema.json',
      },
    };
  }
}
