import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { identityName } from '../common/files/identity-name.js';
import { UserData } from './user-data.js';
import { MODULE_OPTIONS_TOKEN, type UserDataModuleOptions } from './user-data.module-definition.js';
import { UserFile } from './user-file.js';

/** Users without a session that stay in memory; others are read again from their files. */
const MAX_IDLE = 50;

/** Keeps the data of each user: in a file, and in memory while the user has a session. */
@Injectable()
export class UserDataStore implements OnApplicationShutdown {
  readonly #logger = new Logger('UserData');
  /** The one that was used last comes last. */
  readonly #users = new Map<string, UserData>();

  constructor(@Inject(MODULE_OPTIONS_TOKEN) private readonly options: UserDataModuleOptions) {}

  /**
   * @param identity of the client: sessions with the same one share their data, and it is kept. Without one the data lasts
   * as long as the session.
   */
  open(identity: string | undefined): UserData {
    if (identity === undefined) return new UserData();
    const user = this.#users.get(identity) ?? new UserData({ file: this.#fileOf(identity) });
    this.#users.delete(identity);
    this.#users.set(identity, user);
    this.#dropIdle();
    return user;
  }

  /** Waits until everything is written. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#users.values()].map((user) => user.saved()));
  }

  #fileOf(identity: string): UserFile | undefined {
    const { folder } = this.options;
    if (folder === undefined) return undefined;
    const file = join(folder, 'users', `${identityName(identity)}.json`);
    return new UserFile(file, (problem) => this.#logger.warn(problem));
  }

  #dropIdle(): void {
    const idle = [...this.#users].filter(([, user]) => user.idle);
    for (const [identity] of idle.slice(0, -MAX_IDLE)) this.#users.delete(identity);
  }
}
