import type { PreferenceRecords, Preferences } from './user-records.js';

export class PreferenceList implements PreferenceRecords {
  #values: Preferences;

  constructor(
    private readonly onChange: () => void,
    saved: Preferences = {},
  ) {
    this.#values = saved;
  }

  get<Name extends keyof Preferences>(name: Name): Preferences[Name] {
    return this.#values[name];
  }

  set<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
    if (this.#values[name] === value) return;
    this.#values = { ...this.#values, [name]: value };
    this.onChange();
  }

  all(): Preferences {
    return this.#values;
  }

  removeAll(): void {
    this.#values = {};
  }
}
