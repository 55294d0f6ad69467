import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsOptional, Max } from 'class-validator';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { HttpApiOptions } from '../../provider-kit/provider-options.js';
import { ConfigError, loadConfig } from '../load-config.js';
import { REGISTRIES } from '../registries.js';

class RemoteOptions extends HttpApiOptions {
  @IsOptional()
  @IsInt()
  @Max(11)
  volume?: number;

  @IsOptional()
  @IsBoolean()
  loud?: boolean;
}

const remote = async () => ({
  name: 'remote',
  label: 'remote',
  Options: RemoteOptions,
  apiKeyEnv: 'REMOTE_API_KEY',
  create: (): never => {
    throw new Error('Not made here.');
  },
});

/** A temporary folder for config files. There is a provider `remote` for `stt` and `tts`. */
export class ConfigFolder {
  path!: string;

  /** The file that `load` writes. */
  get file(): string {
    return join(this.path, 'own.json');
  }

  /** Registers the hooks that make and remove it for each test. */
  constructor() {
    beforeAll(() => {
      REGISTRIES.tts.remote = remote;
      REGISTRIES.stt.remote = remote;
    });
    afterAll(() => {
      delete REGISTRIES.tts.remote;
      delete REGISTRIES.stt.remote;
    });
    beforeEach(() => {
      this.path = mkdtempSync(join(tmpdir(), 'earshot-config-'));
    });
    afterEach(() => rmSync(this.path, { recursive: true }));
  }

  /** Loads a config file with this content. */
  readonly load = (content: unknown, env = {}) => {
    writeFileSync(this.file, typeof content === 'string' ? content : JSON.stringify(content));
    return loadConfig({ EARSHOT_CONFIG: this.file, ...env }, this.path);
  };

  /** @returns the message of the ConfigError that it is refused with */
  readonly problemsOf = async (content: unknown, env = {}): Promise<string> => {
    const error: unknown = await this.load(content, env).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  };
}
