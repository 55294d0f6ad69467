// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageView } from '../../dom/page-view';
import { statesOf } from './control-state';

describe(statesOf.name, () => {
  afterEach(() => {
    document.body.replaceChildren();
    vi.restoreAllMocks();
  });

  it('looks for the labels of a page once for all of its fields, and tells no secrets', () => {
    document.body.innerHTML = `<label>City <input value="Rome"></label>
      <label>Card number <input value="4111"></label><label>Age <input value="30"></label>`;
    const search = vi.spyOn(document, 'querySelectorAll');
    const view = new PageView();
    const states = [...document.querySelectorAll('input')].map((field) => statesOf(field, view));
    expect(states).toEqual([['= "Rome"'], [], ['= "30"']]);
    expect(search.mock.calls.filter(([selector]) => selector === 'label')).toHaveLength(1);
  });
});
